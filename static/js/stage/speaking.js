// @ts-check
/** Words on the projector, in the language of a column. No DOM. */

import { localeOf } from "../lib/words.js";

/** @typedef {import("../lib/words.js").Words} Words */

/** The words of this language, its digits in them; the hall may read another one than the presenter. @param {Words} words @param {string} tag */
export function speaking(words, tag) {
  const numbers = new Intl.NumberFormat(localeOf(tag), { useGrouping: false });
  return (/** @type {string} */ key, /** @type {import("../lib/words.js").Values} */ values = {}) => {
    const written = Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? numbers.format(value) : value]);
    return words.say(words.has(`${key}.${tag}`) ? `${key}.${tag}` : `${key}.en`, Object.fromEntries(written));
  };
}
