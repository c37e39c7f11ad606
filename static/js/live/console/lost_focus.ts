/**
 * Brings back a focus that was lost. Drawing a part of the page again, or hiding it, removes the control that has the
 * focus: a keyboard user would start at the top of the page again.
 */

import { ancestorsOf, focusOn, isUsable } from "../../kit/dom.ts";

/** The attributes by which a control can go out of sight. */
const HIDING = ["hidden", "open", "disabled", "class", "data-state"];

/**
 * Watches the page. A focused control that goes away hands the focus to the nearest part of the page around it; one
 * that only moves to another place keeps it.
 */
export function keepFocusOnPage() {
  let last: { control: Element; around: Element[] } | null = null;

  function note({ target }: FocusEvent) {
    if (target instanceof Element) last = { control: target, around: ancestorsOf(target) };
  }

  /** Forgets a control that its user has left, as by a press beside it. What was removed is handled before that. */
  function leave() {
    const left = last;
    setTimeout(() => {
      if (left === last && isNowhere() && left && isUsable(left.control)) last = null;
    });
  }

  function check(changes: MutationRecord[]) {
    if (!last) return;
    const { control } = last;
    // A dialog that closes gives the focus back by itself, a moment later.
    if (!isUsable(control)) return void setTimeout(bringBack);
    // Moving a node within the page takes the focus from it.
    const isMoved = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.contains(control)));
    if (isNowhere() && isMoved) focusOn(control as HTMLElement, true);
  }

  function bringBack() {
    if (!last || isUsable(last.control)) return;
    const { control, around } = last;
    if (!isNowhere() && document.activeElement !== control) return;
    const place = around.find(isUsable);
    const target = place instanceof HTMLDetailsElement && !place.open ? place.querySelector("summary") : place;
    focusOn(target instanceof HTMLElement && target !== document.body ? target : document.getElementById("main"), true);
  }

  document.addEventListener("focusin", note);
  document.addEventListener("focusout", leave);
  const observer = new MutationObserver(check);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: HIDING });
}

function isNowhere() {
  return document.activeElement === null || document.activeElement === document.body;
}
