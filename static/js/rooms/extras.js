// @ts-check
/**
 * What a participant's room can do without at first, one entry for each feature. Built as a bundle of
 * its own and loaded by rooms/later.js once the first screen is usable.
 */

import { assessment } from "../assessment/participant.js";
import { captions } from "../captions/participant.js";
import { chat } from "../chat/participant.js";
import { offerMeanings } from "../glossary/terms.js";
import { groups } from "../groups/participant.js";
import { attempt } from "../lib/attempt.js";
import { mountAll } from "../lib/dom.js";
import { pointer } from "../pointer/participant.js";
import { polls } from "../polls/participant.js";
import { proxies } from "../proxies/participant.js";
import { catchup } from "../catchup/participant.js";
import { lobby } from "../lobby/participant.js";
import { questions } from "../questions/participant.js";
import { signals } from "../signals/participant.js";
import { steps } from "../steps/participant.js";
import { timing } from "../timing/participant.js";
import { mountEnded } from "./ended.js";
import { mountTextSize } from "./text_size.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/**
 * @typedef {object} Shared what the features of a room share
 * @property {import("./screen.js").Screen} screen
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("./guide.js").Guide} guide
 *
 * @typedef {object} Extra
 * @property {Record<string, import("../lib/dom.js").Mount<Shared>>} [mounts] by the name in `data-mount`
 * @property {import("./guide.js").Place} [place]
 * @property {import("./guide.js").Offer} [offer]
 * @property {(room: Room, words: Words, shared: Shared) => void} [start]
 * @property {import("./news.js").Teller} [teller] says to screen readers what has changed
 */

/** In the order in which they are offered. @type {Extra[]} */
const EXTRAS = [
  polls,
  steps,
  captions,
  groups,
  signals,
  timing,
  pointer,
  questions,
  chat,
  assessment,
  proxies,
  lobby,
  catchup,
  { mounts: { "rooms/ended": mountEnded, "rooms/text_size": mountTextSize } },
];

/** @param {Room} room @param {Words} words @param {Shared} shared */
export function mountExtras(room, words, shared) {
  const { guide, screen } = shared;
  for (const { mounts = {}, place, offer, start, teller } of EXTRAS) {
    attempt(() => start?.(room, words, shared));
    if (place) guide.places.push(place);
    if (offer) guide.offers.push(offer);
    if (teller) guide.tellers.push(teller);
    mountAll(mounts, room, words, shared);
  }
  attempt(offerMeanings);
  screen.redraw();
}
