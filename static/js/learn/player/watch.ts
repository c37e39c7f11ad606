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
  let startTime = 0;
  let startClock = 0;
  let lastTouch = time.clock();
  let isRunning = false;
  let missingSeconds = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin() {
    isRunning = slide !== "" && document.visibilityState !== "hidden";
    if (!isRunning) return;
    startTime = time.now();
    startClock = time.clock();
    clearTimeout(timer);
    timer = setTimeout(end, Math.min(missingSeconds > 0 ? missingSeconds * 1000 : LONGEST_MS, LONGEST_MS));
  }

  /** Records the time so far, and goes on counting. */
  function end() {
    stop();
    if (time.clock() - lastTouch < IDLE_MS) begin();
  }

  function stop() {
    clearTimeout(timer);
    if (!isRunning) return;
    isRunning = false;
    const length = Math.min(time.clock(), lastTouch + IDLE_MS) - startClock;
    const seconds = Math.round(length / 1000);
    if (seconds < 1) return;
    missingSeconds = Math.max(0, missingSeconds - seconds);
    tell({ type: "read", key: newId(), slide, began: startTime, ended: startTime + Math.round(length), seconds });
  }

  function touch() {
    const isIdle = time.clock() - lastTouch >= IDLE_MS;
    if (isIdle) stop();
    lastTouch = time.clock();
    if (!isRunning) begin();
  }

  function followVisibility() {
    if (document.visibilityState === "hidden") return stop();
    lastTouch = time.clock();
    if (!isRunning) begin();
  }

  for (const name of INPUTS) addEventListener(name, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", followVisibility);
  addEventListener("pagehide", stop);

  return {
    /**
     * @param id the slide in view from now on
     * @param secondsMissing seconds until it counts as read: `tell` is called at that moment
     */
    at(id: string, secondsMissing: number) {
      stop();
      slide = id;
      missingSeconds = secondsMissing;
      lastTouch = time.clock();
      begin();
    },
    flush: end,
    stop() {
      stop();
      slide = "";
      for (const name of INPUTS) removeEventListener(name, touch, { capture: true });
      document.removeEventListener("visibilitychange", followVisibility);
      removeEventListener("pagehide", stop);
    },
  };
}
