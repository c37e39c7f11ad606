/** Adds the presenter's pointer to the slide of a participant who follows. */

import { announce } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import { createMark } from "./mark.ts";

export const pointer: InRoom = {
  start(room, words, { screen }) {
    const places = () => {
      // While somebody listens, the presenter's slide waits for the voice.
      const isShown = screen.shown === room.state.room.slide;
      const slide = isShown ? document.querySelector("#slides .slide") : null;
      return slide ? [{ title: slide.querySelector(".slide-title"), body: slide.querySelector(".prose") }] : [];
    };
    screen.subscribe(createMark(room, places, ([block]) => announceBlock(block, words)));
  },
};

function announceBlock(block: Element, words: Words) {
  const text = block.getAttribute("alt") ?? block.getAttribute("aria-label") ?? block.textContent ?? "";
  announce(words.say("The presenter points at: {text}", { text: text.trim() }));
  const isBusy = document.activeElement?.closest(".side, [data-begun]");
  // A hidden block scrolls nothing.
  if (!isBusy) block.scrollIntoView({ block: "nearest" });
}
