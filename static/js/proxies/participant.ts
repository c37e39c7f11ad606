// @ts-check
/** The hall of a facilitator in the own room: a place that leads to the page where votes are entered. */

import { html } from "lit-html";

import { drawInto } from "../lib/view.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */

/** @type {import("../live/hooks.js").InRoom} */
export const proxies = {
  mounts: { "proxies/mine": mountMine },
  place: { name: "proxies", isShown: (state) => hallsOf(state).length > 0 },
};

/** @param {{halls?: {items: import("../live/types.js").HallView[]} | null}} state */
const hallsOf = (state) => state.halls?.items ?? [];

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {import("../live/hooks.js").Shared} shared
 */
function mountMine(element, room, words, { screen }) {
  return drawInto(element, () => hallsOf(room.state).map((hall) => card(hall, room, words)), screen.subscribe);
}

/** @param {import("../live/types.js").HallView} hall @param {Room} room @param {Words} words */
function card(hall, { state }, words) {
  return html`<article class="test-offer">
    <h3><bdi>${hall.name}</bdi></h3>
    <p>${words.say("hall.why")} ${words.say("hall.people", { n: hall.people })}</p>
    <a class="button quiet" href="/rooms/${state.room.code}/halls/${hall.id}">${words.say("hall.open")}</a>
  </article>`;
}
