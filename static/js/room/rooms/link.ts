/** Shows the state of the link in words. */

import { html } from "lit-html";
import { drawInto } from "../../kit/view.ts";
import type { Msg, Words } from "../../kit/words.ts";
import type { Connection, Room } from "../engine/room.ts";

export function linkMount(
  states: Record<Connection, Msg>,
): (element: HTMLElement, room: Room, words: Words) => () => void {
  return (element, room, words) => {
    const join = `/join/${room.state.room.code}`;
    const template = () => html`<p class="link-words" data-connection=${room.connection}>
      <span class="link-sign" aria-hidden="true"></span>
      <span>${room.connection === "refused" ? refusal() : words.say(states[room.connection])}</span>
    </p>`;
    const refusal = () => html`${words.refusal(room.refusal ?? undefined)}
      <a href=${join}>${words.say("Join again")}</a>`;
    return drawInto(element, template, room.subscribe);
  };
}
