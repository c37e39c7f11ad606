/** The words of the interface in the reader's language: filling, plurals, numbers. No DOM. */

/** A text with `{name}` placeholders, or plural forms chosen by the value `n`. */
export type Word = string | Record<string, string>;

export type Values = Record<string, string | number>;

export interface Words {
  /** The page's language tag. */
  language: string;
  say: (key: string, values?: Values) => string;
  has: (key: string) => boolean;
  /** The words for a refusal code, from the table's `refusals`. */
  refusal: (code: string | undefined) => string;
  number: (value: number) => string;
  /** Writes a number from 0 to 100 as a percentage. */
  percent: (value: number) => string;
  /** A language's name in the page's language. */
  nameOf: (tag: string) => string;
  /** Adds further words, and their `refusals`. */
  add: (more: Record<string, Word>) => void;
}

// Browsers know Dari as the Persian of Afghanistan.
const LOCALES: Record<string, string> = { prs: "fa-AF" };

/** The tag with which Intl writes numbers and times. */
export function localeOf(language: string): string {
  // Browsers list Kazakh, but are built without its decimals and hours. Kazakh writes these as Russian does.
  return language === "kk" ? "ru" : (LOCALES[language] ?? language);
}

export function createWords(first: Record<string, Word>, language: string): Words {
  // Kazakh has its own plurals and percentages.
  const locale = LOCALES[language] ?? language;
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false });
  const table: Record<string, Word> = {};
  const refusals: Record<string, string> = {};
  const shares = new Intl.NumberFormat(locale, { style: "percent" });
  const number = (value: number) => numbers.format(value);

  function say(key: string, values: Values = {}): string {
    const word = table[key];
    if (word === undefined) return key;
    const text = typeof word === "string" ? word : pick(word, Number(values.n));
    return text.replace(/\{(\w+)\}/g, (place, name) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === "number" ? number(value) : value;
    });
  }

  function pick(forms: Record<string, string>, n: number) {
    return forms[plural.select(n)] ?? forms.other ?? Object.values(forms)[0] ?? "";
  }

  function add({ refusals: others, ...more }: Record<string, Word>) {
    Object.assign(table, more);
    Object.assign(refusals, others);
  }

  add(first);
  const has = (key: string) => table[key] !== undefined;
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
