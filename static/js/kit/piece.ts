/** A piece of a page that the server draws anew whenever something in it has changed. */

import { fill } from "./fill.ts";
import { createPress } from "./press.ts";
import { createRenewal } from "./renewal.ts";
import { pageOf } from "./trusted.ts";
import { keepUnfolded } from "./unfolded.ts";

/**
 * Keeps a piece as the server draws it. What somebody is typing or pressing is not taken from under their
 * fingers.
 *
 * @param seen what it shows of the room
 * @param isThere whether the page has brought it
 */
export function keepPiece(element: HTMLElement, address: string, seen: () => unknown, isThere: boolean) {
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
 * @param press what is pressed there is drawn anew after it
 * @param isBusy whether somebody has begun to type there meanwhile
 * @returns false if it could not be fetched, or was busy: what was there stays
 */
async function fetchPiece(
  element: HTMLElement,
  address: string,
  press: ReturnType<typeof createPress>,
  isBusy: () => boolean,
): Promise<boolean> {
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

/** Whether somebody has typed or chosen something there. */
function isFilledIn(element: HTMLElement) {
  return [...element.querySelectorAll("input, textarea")].some((one) => {
    const { value, defaultValue, checked, defaultChecked } = one as HTMLInputElement;
    return value !== defaultValue || checked !== defaultChecked;
  });
}

/** What a form holds, as a command's fields. */
export function fieldsOf(form: HTMLFormElement): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const input of form.elements) {
    const { name, value, type, dataset } = input as HTMLInputElement;
    if (!name || name === "csrf_token") continue;
    fields[name] = type === "number" || dataset.number !== undefined ? Number(value) : value;
  }
  return fields;
}
