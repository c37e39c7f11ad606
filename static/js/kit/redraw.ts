/** Replaces a part of a page by the server's newer drawing of it, without disturbing its reader. */

import { keepFocus } from "./dom.ts";
import { fill } from "./fill.ts";

/**
 * Redraws a part. Its own parts stay folded or unfolded, and the focus stays on the same control: a letter that
 * is typed right after the redraw must not be lost.
 * @param fresh the new drawing, whose content moves into `place`
 */
export function redraw(place: Element, fresh: Element) {
  keepUnfolded(place, fresh);
  const refocus = focusWithin(place);
  keepFocus(place, () => {
    fill(place, ...fresh.childNodes);
    refocus();
  });
}

/** Copies from the old page which parts the reader has folded or unfolded. */
function keepUnfolded(old: Element, fresh: Element) {
  for (const part of old.querySelectorAll("details[id]")) {
    const newPart = fresh.querySelector(`#${CSS.escape(part.id)}`);
    newPart?.toggleAttribute("open", part.hasAttribute("open"));
  }
}

/** Returns a function that focuses the same control in the new content of the place, if it is still there. */
function focusWithin(place: Element): () => void {
  const focused = document.activeElement as HTMLInputElement | null;
  if (!focused || focused === place || !place.contains(focused)) return () => {};
  const part = focused.closest("[id]")?.id ?? "";
  const { id, localName, type, selectionStart: selectionStart, selectionEnd: selectionEnd } = focused;
  const signature = signatureOf(focused);
  return () => {
    const around = document.getElementById(part) ?? place;
    const sameControl = id ? around : [...around.querySelectorAll(localName)].find((control) => signatureOf(control) === signature);
    if (!sameControl?.matches(localName) || !place.contains(sameControl)) return;
    (sameControl as HTMLElement).focus({ preventScroll: true });
    if (typeof selectionStart === "number") (sameControl as HTMLInputElement).setSelectionRange(selectionStart, selectionEnd);
    // The caret in a number cannot be read; typing replaces the number.
    else if (type === "number") (sameControl as HTMLInputElement).select();
  };
}

/**
 * Returns what distinguishes a control without an id from the others in its part. The text does not count: it
 * may change.
 */
function signatureOf(control: Element): string {
  const form = control.closest("form");
  const names = ["name", "href", "type"].map((name) => control.getAttribute(name));
  const value = control.matches("[type=radio], [type=checkbox], button") && control.getAttribute("value");
  return JSON.stringify([...names, value, form?.getAttribute("action"), control.matches("[id]")]);
}
