/**
 * Time at slides that a learner watches counts as study, told as the pages of the course tell it: while
 * the session plays, the page is in sight and somebody has touched it not long ago. Seconds are those of
 * the watcher, whatever the speed.
 */

import { newId } from "../../kit/id.ts";
import { shelf } from "../../kit/storage.ts";
import { createDeeds } from "../../learn/study/deeds.ts";
import { createTimer, type Timer } from "../../learn/study/timer.ts";
import type { Clock } from "./clock.ts";
import { sceneCount, stateAfter, type Script } from "./state.ts";

const SIGNS = ["pointerdown", "keydown", "input", "scroll", "wheel", "touchmove"];
// Who watches touches less than who reads; who does nothing for longer is not there any more.
const PATIENCE_MS = 600_000;

/** @param element with the address for deeds; without one nothing is told */
export function countStudy(element: HTMLElement, script: Script, clock: Clock) {
  const { deeds: address, shelf: name = "", token = "", edition = "" } = element.dataset;
  if (!address) return;
  const deeds = createDeeds(shelf("localStorage"), { name, edition, address, token, tab: newId() });
  let here = "";
  let used = Date.now();
  let timer: Timer | null = null;

  function follow() {
    const isThere = !document.hidden && Date.now() - used < PATIENCE_MS;
    const slide = clock.playing && isThere ? slideNow() : "";
    if (slide !== here) {
      timer?.stop();
      here = slide;
      timer = slide ? timerOf(slide) : null;
    }
    timer?.used();
    timer?.tick();
  }

  function timerOf(slide: string) {
    return createTimer(slide, {
      now: Date.now,
      newKey: newId,
      keep: deeds.hold,
      tell(read) {
        deeds.add(read);
        void deeds.send();
      },
    });
  }

  function slideNow() {
    const state = stateAfter(script, sceneCount(script, clock.time));
    if (state.slide === null || state.away || state.question || state.note) return "";
    return script.slides[state.slide]?.study ?? "";
  }

  function leave() {
    timer?.stop();
    timer = null;
    here = "";
    deeds.sendAndGo();
  }

  for (const sign of SIGNS) addEventListener(sign, () => (used = Date.now()), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
  addEventListener("pagehide", leave);
  setInterval(follow, 1000);
  clock.subscribe(({ moved }) => moved && follow());
  void deeds.send();
}
