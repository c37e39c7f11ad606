// @ts-check
/** Words of the interface in the reader's language: filling, plurals, numbers. No DOM. */

/**
 * A word is a text with `{name}` places, or plural forms chosen by the value `n`.
 * @typedef {string | Record<string, string>} Word
 * @typedef {Record<string, string | number>} Values
 * @typedef {object} Words
 * @property {string} language the page's language tag
 * @property {(key: string, values?: Values) => string} say
 * @property {(key: string) => boolean} has
 * @property {(code: string | undefined) => string} refusal words for a refusal code, from the table's `refusals`
 * @property {(value: number) => string} number
 * @property {(value: number) => string} percent of a number from 0 to 100
 * @property {(tag: string) => string} nameOf a language's name in the page's language
 * @property {(more: Record<string, Word>) => void} add further words, and their `refusals`
 */

// Browsers know Dari as Persian of Afghanistan.
/** @type {Record<string, string>} */
const LOCALES = { prs: "fa-AF" };

/**
 * @param {string} language
 * @returns {string} a tag by which Intl writes numbers and times
 */
export function localeOf(language) {
  // They name Kazakh, and are built without its decimals and hours: these it writes as Russian does.
  return language === "kk" ? "ru" : (LOCALES[language] ?? language);
}

/**
 * @param {Record<string, Word>} first
 * @param {string} language
 * @returns {Words}
 */
export function createWords(first, language) {
  // Kazakh has its own plurals and shares.
  const locale = LOCALES[language] ?? language;
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false });
  /** @type {Record<string, Word>} */
  const table = {};
  /** @type {Record<string, string>} */
  const refusals = {};
  const shares = new Intl.NumberFormat(locale, { style: "percent" });
  const number = (/** @type {number} */ value) => numbers.format(value);

  /** @type {Words["say"]} */
  function say(key, values = {}) {
    const word = table[key];
    if (word === undefined) return key;
    const text = typeof word === "string" ? word : pick(word, Number(values.n));
    return text.replace(/\{(\w+)\}/g, (place, name) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === "number" ? number(value) : value;
    });
  }

  /** @param {Record<string, string>} forms @param {number} n */
  function pick(forms, n) {
    return forms[plural.select(n)] ?? forms.other ?? Object.values(forms)[0] ?? "";
  }

  /** @param {Record<string, Word>} more */
  function add({ refusals: others, ...more }) {
    Object.assign(table, more);
    Object.assign(refusals, others);
  }

  add(first);
  const has = (/** @type {string} */ key) => table[key] !== undefined;
  return {
    language,
    say,
    has,
    add,
    number,
    percent: (value) => shares.format(value / 100),
    refusal: (code = "internal") => refusals[code] ?? refusals.internal ?? code,
    nameOf: (tag) => say(has(`language.${tag}`) ? `language.${tag}` : tag),
  };
}
