/** Collects the places of a room, the offers and the announcements. Features add theirs. No DOM. */

import { attempt } from "../../kit/attempt.ts";
import type { Offer, Place, Where } from "../engine/hooks.ts";
import type { State } from "../engine/store.ts";
import type { Teller } from "./news.ts";

export interface Guide {
  places: Place[];
  /** The most important offer comes first. */
  offers: Offer[];
  tellers: Teller[];
}

/** Chooses what to offer now: one thing at a time. */
export function offerOf(offers: readonly Offer[], state: State, where: Where): ReturnType<Offer> {
  for (const offer of offers) {
    const offered = attempt(() => offer(state, where));
    if (offered) return offered;
  }
  return null;
}
