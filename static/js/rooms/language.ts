// @ts-check
/** The language switch in a room: the room is told first, then the page comes in that language. */

import { submitterOf } from "../lib/events.js";

/** @typedef {import("../live/room.js").Room} Room */

/**
 * @param {HTMLElement} element
 * @param {Room} room
 */
export function mountLanguage(element, room) {
  const begun = room.state.me.language;

  /** @param {SubmitEvent} event */
  function choose(event) {
    event.preventDefault();
    const language = submitterOf(event)?.value;
    if (language) void room.send("member.language", { language });
    element.querySelector("details")?.removeAttribute("open");
  }

  // Another tab of the same person may have chosen, too.
  function follow() {
    if (room.state.me.language !== begun && room.connection === "connected") location.reload();
  }

  element.addEventListener("submit", choose);
  const unsubscribe = room.subscribe(follow);
  return () => {
    element.removeEventListener("submit", choose);
    unsubscribe();
  };
}
