/**
 * Measures the time at a slide: only while the page is in sight, and for a minute after each touch or key. It
 * cannot know whether somebody looks: somebody who reads for more than a minute without scrolling loses the
 * rest, and somebody who plays with the page while talking gains.
 */

import { newId } from "../../kit/id.ts";
import type { Read } from "./types.ts";

const IDLE_MS = 60_000;
const LONGEST_MS = 60_000;
const INPUTS = ["pointerdown", "keydown", "scroll", "wheel", "touchstart", "input"];

/**
 * @param tell called for each stretch of at least a second
 * @param time milliseconds: `now` is the device's clock, `clock` one that nobody sets
 */
export function watch(
  tell: (deed: Read) => void,
  time: { now: () => number; clock: () => number } = { now: () => Date.now(), clock: () => performance.now() },
) {
  let slide = "";
  let began = 0;
  let since = 0;
  let touched = time.clock();
  let isRunning = false;
  let wanted = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin() {
    isRunning = slide !== "" && document.visibilityState !== "hidden";
    if (!isRunning) return;
    began = time.now();
    since = time.clock();
    clearTimeout(timer);
    timer = setTimeout(end, Math.min(wanted > 0 ? wanted * 1000 : LONGEST_MS, LONGEST_MS));
  }

  /** Records the time so far, and goes on counting. */
  function end() {
    stop();
    if (time.clock() - touched < IDLE_MS) begin();
  }

  function stop() {
    clearTimeout(timer);
    if (!isRunning) return;
    isRunning = false;
    const length = Math.min(time.clock(), touched + IDLE_MS) - since;
    const seconds = Math.round(length / 1000);
    if (seconds < 1) return;
    wanted = Math.max(0, wanted - seconds);
    tell({ type: "read", key: newId(), slide, began, ended: began + Math.round(length), seconds });
  }

  function touch() {
    const isIdle = time.clock() - touched >= IDLE_MS;
    if (isIdle) stop();
    touched = time.clock();
    if (!isRunning) begin();
  }

  function see() {
    if (document.visibilityState === "hidden") return stop();
    touched = time.clock();
    if (!isRunning) begin();
  }

  for (const name of INPUTS) addEventListener(name, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", see);
  addEventListener("pagehide", stop);

  return {
    /**
     * @param id the slide in view from now on
     * @param missing seconds until it counts as read: `tell` is called at that moment
     */
    at(id: string, missing: number) {
      stop();
      slide = id;
      wanted = missing;
      touched = time.clock();
      begin();
    },
    flush: end,
    stop() {
      stop();
      slide = "";
      for (const name of INPUTS) removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", see);
      removeEventListener("pagehide", stop);
    },
  };
}
