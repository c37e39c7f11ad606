/** What was refused, and why, in words. No DOM. */

import type { Words } from "../../kit/words.ts";
import type { Pack } from "../player/types.ts";
import type { Waiting } from "./db.ts";

/** @param pack that it may be of */
export function reasonText({ deed, refused }: Waiting, words: Words, pack: Pack | undefined, language: string) {
  const id = deed.type === "read" ? deed.slide : deed.item;
  const text = pack?.slides.find((slide) => slide.id === id)?.text ?? {};
  // Of a slide that is gone there is only its id.
  const slide = (text[language] ?? Object.values(text)[0])?.title || id;
  const what = words.say(deed.type === "read" ? "kept.reading" : "kept.answer", { slide });
  return `${what}: ${words.refusal(refused)}`;
}
