/**
 * Counts the time that a learner watches slides as study, and reports it as the pages of the course do. Time
 * counts while the session plays, the page is in sight and the viewer has touched it not long ago. The seconds
 * are the viewer's, whatever the speed.
 */

import { newId } from "../../kit/id.ts";
import { shelf } from "../../kit/storage.ts";
import { createDeeds } from "../../learn/study/deeds.ts";
import { createTimer, type Timer } from "../../learn/study/timer.ts";
import type { Clock } from "./clock.ts";
import { sceneCount, stateAfter, type Script } from "./state.ts";

const INPUT_EVENTS = ["pointerdown", "keydown", "input", "scroll", "wheel", "touchmove"];
// A viewer touches the page less than a reader. After a longer silence the viewer counts as gone.
const PATIENCE_MS = 600_000;

/** @param element has the address for deeds; without one nothing is reported */
export function countStudy(element: HTMLElement, script: Script, clock: Clock) {
  const { deeds: address, shelf: name = "", token = "", edition = "" } = element.dataset;
  if (!address) return;
  const deeds = createDeeds(shelf("localStorage"), { name, edition, address, token, tab: newId() });
  let countedSlide = "";
  let lastUse = Date.now();
  let timer: Timer | null = null;

  function follow() {
    const isPresent = !document.hidden && Date.now() - lastUse < PATIENCE_MS;
    const slide = clock.playing && !clock.held && isPresent ? slideNow() : "";
    if (slide !== countedSlide) {
      timer?.stop();
      countedSlide = slide;
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
    countedSlide = "";
    deeds.sendAndGo();
  }

  for (const event of INPUT_EVENTS) addEventListener(event, () => (lastUse = Date.now()), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
  addEventListener("pagehide", leave);
  setInterval(follow, 1000);
  clock.subscribe(({ moved }) => moved && follow());
  void deeds.send();
}
