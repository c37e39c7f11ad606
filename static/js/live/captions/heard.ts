/** Keeps what machines have understood since the newest lines, for the pages of hosts. No DOM. */

import type { State } from "../../room/engine/store.ts";
import type { PartialView } from "../../room/engine/wire.ts";
import { lifeOf, partialOf } from "./lines.ts";

/**
 * Returns a function that returns the text in a language, or "". A text that nothing follows is dropped after a
 * while, because its program may have lost the link in the middle of a sentence. Call it at each drawing.
 */
export function createHeard(clock = () => performance.now()) {
  const newest = new Map<string, { partial: PartialView; since: number }>();

  return ({ lane_partials, lanes }: Pick<State, "lane_partials" | "lanes">, language: string): string => {
    const partial = lane_partials?.[language];
    const lane = lanes?.[language];
    const text = partialOf({ id: lane?.id, partial });
    if (!partial || !text || lane?.mark === "stopped") return "";
    if (newest.get(language)?.partial !== partial) newest.set(language, { partial, since: clock() });
    const age = clock() - (newest.get(language)?.since ?? 0);
    return age < lifeOf(text) ? text : "";
  };
}
