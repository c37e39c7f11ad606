/** Replaces a part of a page by the server's newer drawing of it, without disturbing its reader. */

import { keepFocus } from "./dom.ts";
import { fill } from "./fill.ts";

/**
 * Parts stay folded or unfolded, and the focus stays on the same control: a letter that is typed right after the
 * redraw must not be lost.
 * @param fresh gives its content away
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
  for (const one of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
    same?.toggleAttribute("open", one.hasAttribute("open"));
  }
}

/** Returns a function that focuses the same control in the new content of the place, if it is still there. */
function focusWithin(place: Element): () => void {
  const focused = document.activeElement as HTMLInputElement | null;
  if (!focused || focused === place || !place.contains(focused)) return () => {};
  const part = focused.closest("[id]")?.id ?? "";
  const { id, localName, type, selectionStart: from, selectionEnd: to } = focused;
  const sign = signOf(focused);
  return () => {
    const around = document.getElementById(part) ?? place;
    const same = id ? around : [...around.querySelectorAll(localName)].find((one) => signOf(one) === sign);
    if (!same?.matches(localName) || !place.contains(same)) return;
    (same as HTMLElement).focus({ preventScroll: true });
    if (typeof from === "number") (same as HTMLInputElement).setSelectionRange(from, to);
    // The caret in a number cannot be read; typing replaces the number.
    else if (type === "number") (same as HTMLInputElement).select();
  };
}

/** What tells a control without an id from the others in its part. Not its text, which may change. */
function signOf(one: Element): string {
  const form = one.closest("form");
  const names = ["name", "href", "type"].map((name) => one.getAttribute(name));
  const value = one.matches("[type=radio], [type=checkbox], button") && one.getAttribute("value");
  return JSON.stringify([...names, value, form?.getAttribute("action"), one.matches("[id]")]);
}
