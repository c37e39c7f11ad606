/** Switches the language in a room: tells the room first, then loads the page in that language. */

import { submitterOf } from "../../kit/events.ts";
import type { Room } from "../engine/room.ts";

export function mountLanguage(element: HTMLElement, room: Room) {
  const pageLanguage = room.state.me.language;

  function choose(event: SubmitEvent) {
    event.preventDefault();
    const language = submitterOf(event)?.value;
    if (language) void room.send("member.language", { language });
    element.querySelector("details")?.removeAttribute("open");
  }

  // Another tab of the same person may have changed the language, too.
  function follow() {
    if (room.state.me.language !== pageLanguage && room.connection === "connected") location.reload();
  }

  element.addEventListener("submit", choose);
  const unsubscribe = room.subscribe(follow);
  return () => {
    element.removeEventListener("submit", choose);
    unsubscribe();
  };
}
