// @ts-check
/** Which of several languages to show, and how texts of different directions stand together. No DOM. */

/**
 * @param {string} language
 * @returns {"rtl" | "ltr"}
 */
export function directionOf(language) {
  return language === "prs" ? "rtl" : "ltr";
}

/** What somebody typed, or digits, keep their own direction and order in a sentence. @param {string} text */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** What stands between the items of a list. @param {string} language */
export function commaOf(language) {
  return language === "prs" ? "، " : ", ";
}

/** @type {Record<string, string[]>} */
const SECOND_CHOICE = { kk: ["ru", "en"] };

/**
 * @template T
 * @param {Record<string, T> | null | undefined} texts by language, the original first
 * @param {string} language
 * @returns {{language: string, text: T} | null}
 */
export function pickText(texts, language) {
  const found = Object.keys(texts ?? {});
  const wanted = [language, ...(SECOND_CHOICE[language] ?? ["en"]), ...found];
  const chosen = wanted.find((tag) => found.includes(tag));
  return chosen === undefined ? null : { language: chosen, text: /** @type {any} */ (texts)[chosen] };
}
