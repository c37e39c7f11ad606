/**
 * Before the session begins, shows participants how it agrees on next steps, and checks their connection.
 */

import type { Words } from "../../kit/words.ts";
import type { InRoom } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { termsLine } from "../../live/steps/terms.ts";
import { runCheck } from "./check.ts";
import type { Quality } from "./quality.ts";

export const lobby: InRoom = { mounts: { "lobby/check": mountCheck } };

function mountCheck(element: HTMLElement, room: Room, words: Words) {
  let hasRun = false;
  const terms = document.createElement("p");
  element.after(terms);
  const door = {
    look: async () => (await room.ask("lobby.look", {}))?.lobby ?? null,
    note: (quality: Quality) => void room.send("lobby.link", { quality }),
  };

  /** Runs the check once, as soon as there is a connection. */
  function run() {
    terms.textContent = `${words.say("How next steps are agreed here:")} ${termsLine(room.state.terms, words)}`;
    if (hasRun || room.connection !== "connected" || room.state.room.state !== "planned") return;
    hasRun = true;
    void runCheck(element, door, words);
  }

  run();
  return room.subscribe(run);
}
