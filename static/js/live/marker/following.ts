/** Shows a participant who follows what the presenter points at, marks and reveals, and tells screen readers. */

import { announce } from "../../kit/dom.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { createMark } from "../pointer/mark.ts";
import { createMarking } from "./marking.ts";
import { createRevealing } from "./revealing.ts";

export function mountMarks(room: Room, words: Words, screen: Screen) {
  function places() {
    // While somebody listens, the presenter's slide waits for the voice.
    const isShown = screen.shown === room.state.room.slide;
    const slide = isShown ? document.querySelector("#slides .slide") : null;
    return slide ? [{ title: slide.querySelector(".slide-title"), body: slide.querySelector(".prose") }] : [];
  }

  /** Brings the first of the blocks into sight, and words all of them for screen readers. */
  const tell = (text: Msg) => (blocks: Element[]) => {
    announce(words.say(text, { text: blocks.map(textOf).join("; ") }));
    bringIntoSight(blocks[0]);
  };

  const draws = [
    createMark(room, places, ([block]) => tell(msg("The presenter points at: {text}"))([block])),
    createMarking(room, places, tell(msg("Marked: {text}"))),
    createRevealing(screen, () => places()[0]?.body ?? null, (item) => {
      announce(textOf(item));
      bringIntoSight(item);
    }),
  ];
  const draw = () => draws.forEach((each) => each());
  screen.subscribe(draw);
  draw();
}

function textOf(block: Element) {
  return (block.getAttribute("alt") ?? block.getAttribute("aria-label") ?? block.textContent ?? "").trim();
}

/** Does nothing while the participant writes or answers. A hidden block scrolls nothing. */
function bringIntoSight(block: Element) {
  const isBusy = document.activeElement?.closest(".side, [data-begun]");
  if (!isBusy) block.scrollIntoView({ block: "nearest" });
}
