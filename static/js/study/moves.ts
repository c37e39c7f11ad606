// @ts-check
/** From slide to slide: by links, because the time is told by itself, and by the arrow keys. */

import { submitterOf } from "../lib/events.js";

// Who goes to the contents wants to see this slide ticked, but not at any price.
const PATIENCE_MS = 1500;
// A network that is away mostly says so at once; one that is slow must not be waited for.
const SOON_MS = 200;

/**
 * @param {() => Promise<unknown>} tell says how long this slide was read, before its progress is shown
 * @param {import("./deeds.js").Deeds} [deeds] of who studies
 * @param {() => import("./cut.js").Cut | undefined} [findCut] once it is there
 */
export function moveByLinks(tell, deeds, findCut) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-moves]"));
  if (!form) return;
  for (const button of form.querySelectorAll("button")) {
    // Without this script they take along what is written in an exercise; with it that is kept here.
    button.removeAttribute("form");
  }
  const back = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.study-back"));
  back?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void go(back.href, PATIENCE_MS);
  });

  /**
   * Where the server cannot be reached one stays here, and not on the browser's page that says so.
   * @param {string} href
   * @param {number} patience
   */
  async function go(href, patience) {
    const cut = findCut?.();
    const told = tell();
    // Once it was away, only an answer says that it is back.
    await Promise.race([told, cut?.isSaid() ? told : new Promise((resolve) => setTimeout(resolve, patience))]);
    if (isAway()) return cut?.say();
    location.assign(href);
    await told;
    if (!isAway()) return;
    // The page has not come either: it is waited for no longer.
    stop();
    cut?.say();
  }

  const isAway = () => findCut?.()?.isKept() === false && (!navigator.onLine || deeds?.isCut());

  form.addEventListener("submit", (event) => {
    const { dataset, value } = submitterOf(event) ?? {};
    const href = dataset?.href;
    if (!href) return;
    event.preventDefault();
    void go(href, value ? SOON_MS : PATIENCE_MS);
  });
  document.addEventListener("keydown", (event) => {
    const way = wayOf(event);
    if (way) /** @type {HTMLElement | null} */ (form.querySelector(`[data-way="${way}"]`))?.click();
  });
}

/** @param {KeyboardEvent} event @returns {string} `next`, `back` or nothing */
function wayOf({ key, altKey, ctrlKey, metaKey, shiftKey, target, defaultPrevented }) {
  if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return "";
  // In a field the arrows move in it; in a box that is scrolled sideways, too.
  if (/** @type {Element} */ (target).closest?.("input, textarea, select, dialog, details[data-menu][open], table, pre")) return "";
  const isReversed = document.documentElement.dir === "rtl";
  if (key === "ArrowRight") return isReversed ? "back" : "next";
  if (key === "ArrowLeft") return isReversed ? "next" : "back";
  return "";
}
