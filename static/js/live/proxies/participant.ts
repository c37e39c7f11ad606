/** Adds a facilitator's hall to a participant's room: a place that leads to the page for entering votes. */

import { html } from "lit-html";

import { drawInto } from "../../kit/view.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { InRoom, Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import type { HallView } from "../../room/engine/types.ts";

export const proxies: InRoom = {
  mounts: { "proxies/mine": mountHalls },
  place: { name: "proxies", isShown: (state) => hallsOf(state).length > 0 },
};

const hallsOf = (state: { halls?: { items: HallView[] } | null }) => state.halls?.items ?? [];

function mountHalls(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  return drawInto(element, () => hallsOf(room.state).map((hall) => card(hall, room, words)), screen.subscribe);
}

function card(hall: HallView, { state }: Room, words: Words) {
  return html`<article class="test-offer">
    <h3><bdi>${hall.name}</bdi></h3>
    <p>
      ${words.say("You enter for those who sit with you and have no device.")}
      ${words.say(msg("{n} person without a device", "{n} people without a device"), { n: hall.people })}
    </p>
    <a class="button quiet" href="/rooms/${state.room.code}/halls/${hall.id}">${words.say("Enter for your hall")}</a>
  </article>`;
}
