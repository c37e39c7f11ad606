/** Says in words what was refused, and why. No DOM. */

import { msg, type Words } from "../../kit/words.ts";
import type { Pack } from "../player/types.ts";
import type { Waiting } from "./db.ts";

/** Stands above the list of the reasons. */
export const SOME_REFUSED = msg("{n} entry was not accepted:", "{n} entries were not accepted:");

/** @param pack the pack to which the deed may belong */
export function reasonText({ deed, refused }: Waiting, words: Words, pack: Pack | undefined, language: string) {
  const id = deed.type === "read" ? deed.slide : deed.item;
  const text = pack?.slides.find((slide) => slide.id === id)?.text ?? {};
  // If the slide is gone, only its id is known.
  const slide = (text[language] ?? Object.values(text)[0])?.title || id;
  const subject = words.say(deed.type === "read" ? "Reading of “{slide}”" : "Answer to “{slide}”", { slide });
  return `${subject}: ${words.refusal(refused)}`;
}
