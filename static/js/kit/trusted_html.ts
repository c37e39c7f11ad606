/** Turns HTML text into nodes, as no other file may: slides that the server has sanitised, and the server's pages. */

import { directionOf } from "./texts.ts";

type Policy = { createHTML: (html: string) => string };

const browser: { trustedTypes?: { createPolicy: (name: string, rules: Policy) => Policy } } = globalThis as any;
const rules: Policy = { createHTML: (html) => html };
const policy = browser.trustedTypes?.createPolicy("app", rules) ?? rules;

/**
 * Returns an element with rendered Markdown of a module. Never give it text that people typed.
 * @param html sanitised by the server
 * @param language the language of the text, if it may differ from the page's
 */
export function prose(html: string, language?: string): HTMLElement {
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
 * Returns a function that makes prose for a place that is redrawn often. It returns the same node for as long
 * as it gets the same text object: a new node would lose a selection. Each place needs its own function.
 */
export function createProse() {
  const nodes = new WeakMap<object, HTMLElement>();

  return (text: { html: string; language: string }) => {
    const node = nodes.get(text) ?? prose(text.html, text.language);
    nodes.set(text, node);
    return node;
  };
}

/** Parses a page of our own server without showing it. Its template has escaped what people typed. */
export function pageOf(html: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}
