/** Folds text for comparison in a search, as webinar/kit/alphabets.py does. No DOM. */

const TYPED = "ёәғқңөұүһі" + "آيىكأإؤ";
const AS = "еагкноуухи" + "اییکااو";
// Marks over Arabic letters, the tatweel, and characters that show nothing.
const UNSEEN = /[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\ufeff]/g;

export function folded(text: string) {
  const lowered = text.normalize("NFKC").toLowerCase().replace(UNSEEN, "");
  return [...lowered].map((letter) => AS[TYPED.indexOf(letter)] ?? letter).join("").split(/\s+/).filter(Boolean).join(" ");
}

/**
 * Whether a text contains every word of a query.
 *
 * @param text folded
 * @param query as typed
 */
export function matches(text: string, query: string) {
  return folded(query)
    .split(" ")
    .every((word) => text.includes(word));
}
