// @ts-check
/** The only place that turns HTML text into nodes: for slide HTML that the server has sanitised. */

import { directionOf } from "./texts.js";

/** @typedef {{createHTML: (html: string) => string}} Policy */

/** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */
const browser = /** @type {any} */ (globalThis);
/** @type {Policy} */
const rules = { createHTML: (html) => html };
const policy = browser.trustedTypes?.createPolicy("app", rules) ?? rules;

/**
 * An element with rendered Markdown of a module. Never give it text that people typed.
 *
 * @param {string} html sanitised by the server
 * @param {string} [language] of the text, when it may differ from the page's
 * @returns {HTMLElement}
 */
export function prose(html, language) {
  const element = document.createElement("div");
  element.className = "prose";
  if (language) {
    element.lang = language;
    element.dir = directionOf(language);
  }
  element.innerHTML = policy.createHTML(html);
  return element;
}

/**
 * Prose of things that are drawn again and again, each with the same node for as long as it is the
 * same thing: a new one would lose a selection in it. A place where it stands has one of its own.
 */
export function createProse() {
  /** @type {WeakMap<object, HTMLElement>} */
  const nodes = new WeakMap();

  /** @param {{html: string, language: string}} of */
  return (of) => {
    const node = nodes.get(of) ?? prose(of.html, of.language);
    nodes.set(of, node);
    return node;
  };
}

/**
 * A page of our own server, parsed and not shown: its template has escaped what people typed.
 *
 * @param {string} html
 * @returns {Document}
 */
export function pageOf(html) {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}
