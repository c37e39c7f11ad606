/** Counts the time at a slide: the timer counts it by what happens on the page, and the deeds send it. */

import { newId } from "../../kit/id.ts";
import type { Words } from "../../kit/words.ts";
import type { Deeds } from "./deeds.ts";
import { createTimer } from "./timer.ts";

const INPUT_EVENTS = ["pointerdown", "keydown", "input", "scroll", "wheel", "touchmove"];

/** @returns a function that sends what was counted so far, and resolves with whether nothing is left to send */
export function countTime(deeds: Deeds, words: Words): () => Promise<boolean> {
  const { slide = "", needed, seconds } = document.body.dataset;
  let isKept = false;
  const timer = createTimer(slide, {
    now: Date.now,
    newKey: newId,
    keep: deeds.hold,
    tell(read) {
      deeds.add(read);
      isKept = true;
    },
  });
  for (const event of INPUT_EVENTS) addEventListener(event, timer.used, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => {
    timer.seen(document.visibilityState === "visible");
    deeds.sendAndGo();
  });
  addEventListener("pagehide", () => {
    timer.stop();
    deeds.sendAndGo();
  });
  timer.seen(document.visibilityState === "visible");
  setInterval(() => {
    timer.tick();
    if (isKept) {
      isKept = false;
      void deeds.send();
    }
    if (Number(seconds) + timer.total() >= Number(needed)) sayRead(words);
  }, 1000);
  return () => {
    timer.stop();
    return deeds.send();
  };
}

/** Says that the slide is done. */
export function sayRead(words: Words) {
  const place = document.getElementById("state");
  if (place && place.parentElement?.dataset.state !== "done") {
    place.textContent = words.say("Counted as read");
    if (place.parentElement) place.parentElement.dataset.state = "done";
  }
}
