// @ts-check
/**
 * What a participant's room can do without at first. Built as a bundle of its own and loaded by
 * rooms/later.js once the first screen is usable.
 */

import { attempt } from "../lib/attempt.js";
import { mountAll } from "../lib/dom.js";
import { FEATURES } from "./features.js";

/**
 * @param {import("../live/room.js").Room} room
 * @param {import("../lib/words.js").Words} words
 * @param {import("../live/hooks.js").Shared} shared
 */
export function mountExtras(room, words, shared) {
  const { guide, screen } = shared;
  for (const { mounts = {}, place, offer, start, teller } of FEATURES) {
    attempt(() => start?.(room, words, shared));
    if (place) guide.places.push(place);
    if (offer) guide.offers.push(offer);
    if (teller) guide.tellers.push(teller);
    mountAll(mounts, room, words, shared);
  }
  screen.redraw();
}
