/**
 * Mounts the parts of a participant's room that the first screen can do without. They are a bundle of their
 * own, which rooms/extras_loader.ts loads once the first screen is usable.
 */

import { attempt } from "../../kit/attempt.ts";
import { mountAll } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";
import type { Shared } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { FEATURES } from "./features.ts";

export function mountExtras(room: Room, words: Words, shared: Shared) {
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
