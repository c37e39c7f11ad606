// @ts-check
/**
 * Writes templates of lit-html as markup, without a browser.
 * @param {any} part
 * @returns {string}
 */
export function markupOf(part) {
  if (Array.isArray(part)) return part.map(markupOf).join("");
  if (part === null || part === undefined || typeof part === "symbol") return "";
  if (!part.strings) return String(part);
  const { strings, values } = part;
  return strings.reduce((/** @type {string} */ all, /** @type {string} */ text, /** @type {number} */ at) => all + markupOf(values[at - 1]) + text);
}
