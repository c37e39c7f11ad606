/** Keeps the sign in a participant's room that says whether the voice is recorded. */

import { setText } from "../../kit/dom.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { warningOf } from "./state.ts";

export const recording: InRoom = {
  mounts: { "recording/sign": mountSign },
  teller(before, now) {
    const warning = warningOf(now.state);
    if (warning === warningOf(before.state) || now.state.room.state === "ended") return [];
    return [[warning ?? msg("The voice is not recorded any more"), {}]];
  },
};

function mountSign(element: HTMLElement, room: Room, words: Words) {
  function draw() {
    const warning = warningOf(room.state);
    element.hidden = !warning;
    // A hidden sign keeps its text.
    if (warning) setText(element.lastElementChild, words.say(warning));
  }

  draw();
  return room.subscribe(draw);
}
