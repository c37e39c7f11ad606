// @ts-check
/** A test without a network: that it needs one, and what can be done meanwhile. The page has the words. */

import { directionOf } from "../lib/texts.js";

/**
 * @param {string} code of the course
 * @param {string} language
 */
export function showTestAway(code, language) {
  const place = /** @type {HTMLElement} */ (document.getElementById("test-away"));
  const section = /** @type {HTMLElement} */ (place.querySelector(`[lang="${language}"]`));
  const link = (/** @type {string} */ name) => /** @type {HTMLAnchorElement} */ (section.querySelector(`[data-part="${name}"]`));
  link("again").href = location.href;
  link("study").href = `/study/${code}`;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = section.querySelector("h1")?.textContent ?? "";
  section.hidden = place.hidden = false;
}
