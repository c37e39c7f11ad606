/** Keeps a piece of a page up to date: fetches it from the server whenever something in it has changed. */

import { createPress } from "./press.ts";
import { redraw } from "./redraw.ts";
import { createRenewal } from "./renewal.ts";
import { pageOf } from "./trusted_html.ts";

/**
 * Keeps a piece as the server draws it, without replacing what somebody is typing into or pressing.
 * @param stateOf returns the part of the room's state that the piece shows
 * @param isCurrent whether the page already contains the piece
 */
export function keepPiece(element: HTMLElement, address: string, stateOf: () => unknown, isCurrent: boolean) {
  // This also covers typing before this script loaded, and text that the server returned because it was refused.
  let isTyping = isFilledIn(element) || element.hasAttribute("data-typed");
  const press = createPress(element);
  const fetchIt = async () => !isTyping && fetchPiece(element, address, press, () => isTyping);
  const { follow, renew } = createRenewal(stateOf, fetchIt, isCurrent);
  element.addEventListener("input", () => (isTyping = true));
  return {
    follow,
    /** Fetches the piece again after the typed text has been sent. */
    renew() {
      isTyping = false;
      return renew();
    },
  };
}

/**
 * Replaces the content of the element with that of `#piece` on the page at this address.
 * @param press waits until a press in the element is over
 * @param isBusy whether somebody has started to type there meanwhile
 * @returns false if it could not be fetched, or if somebody was typing: the old content stays
 */
async function fetchPiece(
  element: HTMLElement,
  address: string,
  press: ReturnType<typeof createPress>,
  isBusy: () => boolean,
): Promise<boolean> {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const newPiece = response.ok && pageOf(await response.text()).querySelector("#piece");
    await press.ended();
    if (!newPiece || isBusy()) return false;
    redraw(element, newPiece);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether somebody has typed or chosen something there. */
function isFilledIn(element: HTMLElement) {
  const isTyped = [...element.querySelectorAll("input, textarea")].some((field) => {
    const { value, defaultValue, checked, defaultChecked } = field as HTMLInputElement;
    return value !== defaultValue || checked !== defaultChecked;
  });
  return isTyped || [...element.querySelectorAll("select")].some(({ options, value }) => {
    // Without a default, browsers choose the first option.
    const first = [...options].find((option) => option.defaultSelected) ?? options[0];
    return value !== (first?.value ?? "");
  });
}

/** Returns the content of a form as the fields of a command. */
export function fieldsOf(form: HTMLFormElement): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const input of form.elements) {
    const { name, value, type, dataset } = input as HTMLInputElement;
    if (!name || name === "csrf_token") continue;
    fields[name] = type === "number" || dataset.number !== undefined ? Number(value) : value;
  }
  return fields;
}
