/** Folds text for comparison in a search, as webinar/kit/alphabets.py does. No DOM. */

// Each letter of the first text is replaced with the letter at the same place in the second.
const VARIANTS = "ёәғқңөұүһі" + "آيىكأإؤ";
const PLAIN_LETTERS = "еагкноуухи" + "اییکااو";
// Marks over Arabic letters, the tatweel, and zero-width characters.
const IGNORED = /[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\ufeff]/g;

export function folded(text: string) {
  const lowered = text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
  return [...lowered].map((letter) => PLAIN_LETTERS[VARIANTS.indexOf(letter)] ?? letter).join("").split(/\s+/).filter(Boolean).join(" ");
}

/**
 * Returns whether a text contains every word of a query.
 * @param text folded
 * @param query as typed
 */
export function matches(text: string, query: string) {
  return folded(query)
    .split(" ")
    .every((word) => text.includes(word));
}
