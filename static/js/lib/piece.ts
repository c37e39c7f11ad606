// @ts-check
/** A piece of a page that the server draws anew whenever something in it has changed. */

import { fill } from "./fill.js";
import { createPress } from "./press.js";
import { createRenewal } from "./renewal.js";
import { pageOf } from "./trusted.js";
import { keepUnfolded } from "./unfolded.js";

/**
 * Keeps a piece as the server draws it. What somebody is typing or pressing is not taken from under their
 * fingers.
 *
 * @param {HTMLElement} element
 * @param {string} address
 * @param {() => unknown} seen what it shows of the room
 * @param {boolean} isThere whether the page has brought it
 */
export function keepPiece(element, address, seen, isThere) {
  // Also before this script came, and what the server gave back because it was refused.
  let isTyping = isFilledIn(element) || element.hasAttribute("data-typed");
  const press = createPress(element);
  const fetchIt = async () => !isTyping && fetchPiece(element, address, press, () => isTyping);
  const { follow, renew } = createRenewal(seen, fetchIt, isThere);
  element.addEventListener("input", () => (isTyping = true));
  return {
    follow,
    /** What was typed has been sent. */
    renew() {
      isTyping = false;
      return renew();
    },
  };
}

/**
 * Put what `#piece` of the page at this address holds in place of what the element holds.
 * @param {HTMLElement} element
 * @param {string} address
 * @param {ReturnType<typeof createPress>} press what is pressed there is drawn anew after it
 * @param {() => boolean} isBusy whether somebody has begun to type there meanwhile
 * @returns {Promise<boolean>} false if it could not be fetched, or was busy: what was there stays
 */
async function fetchPiece(element, address, press, isBusy) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const fresh = response.ok && pageOf(await response.text()).querySelector("#piece");
    await press.ended();
    if (!fresh || isBusy()) return false;
    keepUnfolded(element, fresh);
    fill(element, ...fresh.childNodes);
    return true;
  } catch {
    return false;
  }
}

/** Whether somebody has typed or chosen something there. @param {HTMLElement} element */
function isFilledIn(element) {
  return [...element.querySelectorAll("input, textarea")].some((one) => {
    const { value, defaultValue, checked, defaultChecked } = /** @type {HTMLInputElement} */ (one);
    return value !== defaultValue || checked !== defaultChecked;
  });
}

/**
 * What a form holds, as a command's fields.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string | number>}
 */
export function fieldsOf(form) {
  /** @type {Record<string, string | number>} */
  const fields = {};
  for (const input of form.elements) {
    const { name, value, type, dataset } = /** @type {HTMLInputElement} */ (input);
    if (!name || name === "csrf_token") continue;
    fields[name] = type === "number" || dataset.number !== undefined ? Number(value) : value;
  }
  return fields;
}
