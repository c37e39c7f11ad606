// @ts-check
/** What was refused, and why, in words. No DOM. */

/** @param {import("./db.js").Waiting} one @param {import("../lib/words.js").Words} words */
export function reasonText({ deed, refused }, words) {
  const what = words.say(deed.type === "read" ? "kept.reading" : "kept.answer", {
    slide: deed.type === "read" ? deed.slide : deed.item,
  });
  return `${what}: ${words.refusal(refused)}`;
}
