/** Says the words of the interface in the reader's language: filling, plurals, numbers. No DOM. */

/** A text with `{name}` placeholders, or plural forms chosen by the value `n`. */
export type Word = string | Record<string, string>;

export type Values = Record<string, string | number>;

declare const isMarked: unique symbol;

/** A text that stands in a table or variable, marked by `msg` where it is written. */
export type Msg = string & { [isMarked]: true };

// Defined only in bundles, where the build has replaced each text with its key and removed the calls of `msg`.
declare const IS_BUILT: true;
// Stands between the singular and the plural.
const PLURAL_MARK = "\0";

const marked = (one: string, other?: string) => (other === undefined ? one : one + PLURAL_MARK + other) as Msg;

/** Marks a text, or the singular and the plural of one, so that it can stand elsewhere than in `say`. */
export const msg = marked;

/** Marks a text whose translation depends on the context, which is English words for the translator. */
export const msgIn = (_context: string, one: string, other?: string) => marked(one, other);

export interface Words {
  /** The page's language tag. */
  language: string;
  /**
   * A text in the page's language, filled in. The English text is written in the call, or marked by `msg`:
   * `say("Vote")`, `say(STATES[state])`, `say(msg("{n} answer", "{n} answers"), { n })`.
   */
  say: <T extends string>(text: string extends T ? Msg : T, values?: Values) => string;
  /** The words for a refusal code, from the table's `refusals`. */
  refusal: (code: string | undefined) => string;
  number: (value: number) => string;
  /** Writes a number from 0 to 100 as a percentage. */
  percent: (value: number) => string;
  /** A language's name in the page's language, from the table's `languages`. */
  nameOf: (tag: string) => string;
  /** Says that a text is not translated and is shown in this language, from the table's `fallbacks`. */
  fallback: (tag: string) => string;
  /** Adds further words, with their `refusals`. */
  add: (more: Table) => void;
}

/** The words that a page brings: texts by their keys, and what the server says by its own codes. */
export interface Table {
  texts?: Record<string, Word>;
  refusals?: Record<string, string>;
  languages?: Record<string, string>;
  fallbacks?: Record<string, string>;
}

// Browsers know Dari as the Persian of Afghanistan.
const LOCALES: Record<string, string> = { prs: "fa-AF" };

/** Returns the tag with which Intl writes numbers and times. */
export function localeOf(language: string): string {
  // Browsers list Kazakh, but are built without its decimals and hours. Kazakh writes these as Russian does.
  return language === "kk" ? "ru" : (LOCALES[language] ?? language);
}

export function createWords(ownTable: Table, language: string): Words {
  // Not `localeOf`: browsers do have the plurals and percentages of Kazakh.
  const locale = LOCALES[language] ?? language;
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(localeOf(language), { useGrouping: false });
  const shares = new Intl.NumberFormat(locale, { style: "percent" });
  const table: Required<Table> = { texts: {}, refusals: {}, languages: {}, fallbacks: {} };
  const number = (value: number) => numbers.format(value);

  function say(text: string, values: Values = {}): string {
    const word = table.texts[text] ?? (typeof IS_BUILT === "undefined" ? english(text) : text);
    const form = typeof word === "string" ? word : (word[plural.select(Number(values.n))] ?? word.other ?? "");
    return form.replace(/\{(\w+)\}/g, (place, name) => {
      const value = values[name];
      if (value === undefined) return place;
      return typeof value === "number" ? number(value) : value;
    });
  }

  function add(more: Table) {
    for (const part of Object.keys(table) as (keyof Table)[]) Object.assign(table[part], more[part]);
  }

  add(ownTable);
  return {
    language,
    say,
    add,
    number,
    percent: (value) => shares.format(value / 100),
    refusal: (code = "internal") => table.refusals[code] ?? table.refusals.internal ?? code,
    nameOf: (tag) => table.languages[tag] ?? tag,
    fallback: (tag) => table.fallbacks[tag] ?? tag,
  };
}

/** Returns the English text, with its plural if it has one, in scripts in which no build has replaced it with a key. */
function english(text: string): Word {
  const [one = text, other] = text.split(PLURAL_MARK);
  return other === undefined ? one : { one, other };
}
