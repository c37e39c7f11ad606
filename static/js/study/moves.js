// @ts-check
/** From slide to slide: by links, because the time is told by itself, and by the arrow keys. */

import { submitterOf } from "../lib/events.js";

// Who goes to the contents wants to see this slide ticked, but not at any price.
const PATIENCE_MS = 1500;

/** @param {() => Promise<unknown>} tell says how long this slide was read, before its progress is shown */
export function moveByLinks(tell) {
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
    void goHome(back.href);
  });

  /** @param {string} href */
  async function goHome(href) {
    await Promise.race([tell(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    location.assign(href);
  }

  form.addEventListener("submit", (event) => {
    const { dataset, value } = submitterOf(event) ?? {};
    const href = dataset?.href;
    if (!href) return;
    event.preventDefault();
    if (value) location.assign(href);
    else void goHome(href);
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
