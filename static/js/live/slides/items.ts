/** Counts the items of slides that reveal their lists item by item, for hosts. No DOM. */

import { msg, type Words } from "../../kit/words.ts";
import type { Snapshot } from "../../room/engine/types.ts";
import { isHidden } from "./shown.ts";

type State = Pick<Snapshot, "room" | "plan" | "slides_hidden">;

/** Returns how many items the slide reveals; 0 if it shows all at once. */
export function itemsOf({ plan }: Partial<State>, slide: number): number {
  return plan?.reveals?.[slide] ?? 0;
}

/** Words where the session is: the slide and, if it has any, how many of its items are shown. */
export function positionOf(state: State, words: Words): string {
  const { room } = state;
  const sentence = isHidden(state, room.slide) ? msg("Slide {n} of {all} · hidden") : msg("Slide {n} of {all}");
  const slide = words.say(sentence, { n: room.slide + 1, all: room.slides });
  const items = itemsOf(state, room.slide);
  if (!items) return slide;
  return `${slide} · ${words.say(msg("Shown: {n} of {all}"), { n: room.revealed ?? items, all: items })}`;
}
