// @ts-check
/** What was refused, and why, in words. No DOM. */

/**
 * @param {import("./db.js").Waiting} one
 * @param {import("../lib/words.js").Words} words
 * @param {import("../player/types.js").Pack | undefined} pack that it may be of
 * @param {string} language
 */
export function reasonText({ deed, refused }, words, pack, language) {
  const id = deed.type === "read" ? deed.slide : deed.item;
  const text = pack?.slides.find((slide) => slide.id === id)?.text ?? {};
  // Of a slide that is gone there is only its id.
  const slide = (text[language] ?? Object.values(text)[0])?.title || id;
  const what = words.say(deed.type === "read" ? "kept.reading" : "kept.answer", { slide });
  return `${what}: ${words.refusal(refused)}`;
}
