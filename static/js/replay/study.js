// @ts-check
/**
 * Time at slides that a learner watches counts as study, as on the pages of the course: while it plays
 * and the page is in sight. Seconds are those of the watcher, whatever the speed.
 */

import { newId } from "../lib/id.js";
import { sceneCount, stateAfter } from "./state.js";

/** @typedef {{slide: string, began: number, seconds: number}} Stretch */

// Less is leafing through; so much at once is told, so that little is lost with the page.
const LEAST = 2;
const OFTEN = 60;

/**
 * @param {HTMLElement} element with the address for deeds; without one nothing is told
 * @param {import("./state.js").Script} script
 * @param {import("./clock.js").Clock} clock
 */
export function countStudy(element, script, clock) {
  const { deeds, token = "", edition = "" } = element.dataset;
  if (!deeds) return;
  const address = deeds;
  /** @type {Stretch | null} */
  let open = null;
  let last = Date.now();

  function follow() {
    const now = Date.now();
    if (open && clock.playing && !document.hidden) open.seconds += Math.min(5, Math.max(0, (now - last) / 1000));
    last = now;
    const slide = clock.playing && !document.hidden ? slideNow() : "";
    if (open && (open.slide !== slide || open.seconds >= OFTEN)) close();
    if (!open && slide) open = { slide, began: now, seconds: 0 };
  }

  function slideNow() {
    const state = stateAfter(script, sceneCount(script, clock.time));
    if (state.slide === null || state.away || state.question || state.note) return "";
    return script.slides[state.slide]?.study ?? "";
  }

  function close() {
    const done = open;
    open = null;
    if (!done || done.seconds < LEAST) return;
    const now = Date.now();
    const deed = { type: "read", key: newId(), slide: done.slide, began: done.began, ended: now, seconds: Math.round(done.seconds) };
    const body = JSON.stringify({ now, edition, deeds: [deed] });
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
    // What cannot be told now is not study: the list of the course says what is still to be read.
    void fetch(address, { method: "POST", headers, body, keepalive: true }).catch(() => {});
  }

  clock.subscribe(follow);
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", () => {
    follow();
    close();
  });
}
