// @ts-check
/** The join code, link and QR: copies the link. */

import { announce } from "../lib/dom.js";

/** @param {HTMLElement} element @param {import("../lib/words.js").Words} words */
export function mountJoin(element, words) {
  const link = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const button = /** @type {HTMLButtonElement} */ (element.querySelector('[data-part="copy"]'));
  const said = /** @type {HTMLElement} */ (element.querySelector('[data-part="copied"]'));

  button.addEventListener("click", async () => {
    link.select();
    said.textContent = (await copied(link.value)) ? words.say("join.copied") : words.say("join.selected");
    announce(said.textContent);
  });
}

/** @param {string} text */
async function copied(text) {
  try {
    // There is no clipboard on plain http, as in a training room without a certificate.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
