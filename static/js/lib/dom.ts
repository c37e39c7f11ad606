// @ts-check
/** Small helpers on the document: reading what the page brought, mounting features, speaking. */

import { attempt } from "./attempt.js";
import { createWords } from "./words.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("../live/room.js").Room} Room */
/**
 * A feature takes over an element of the page and gives back how to let go of it.
 * @template S what several of them share
 * @typedef {(element: HTMLElement, room: Room, words: Words, shared: S) => () => void} Mount
 */

/** What the page's template has for certain. @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Writes only what is another: a live region would say the same text again.
 * @param {Element | null | undefined} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * What the page embeds as `<script type="application/json" id="...">`.
 * @param {string} id
 * @returns {any} null when the page has none
 */
export function readJson(id) {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}

/**
 * The words that the page brought in `<body data-words>`.
 * @returns {Words}
 */
export function pageWords() {
  const table = JSON.parse(document.body.dataset.words ?? "{}");
  return createWords(table, document.documentElement.lang);
}

/**
 * Mount features on the elements that ask for them by `data-mount="polls/polls"`.
 * One that fails is reported, and the others are mounted.
 * @template S
 * @param {Record<string, Mount<S>>} features
 * @param {Room} room
 * @param {Words} words
 * @param {S} shared
 */
export function mountAll(features, room, words, shared) {
  const elements = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-mount]"));
  for (const element of elements) attempt(() => features[element.dataset.mount ?? ""]?.(element, room, words, shared));
}

/**
 * Say something to screen readers when they are idle. The same text twice is said twice.
 * @param {string} text
 */
export function announce(text) {
  const region = document.getElementById("said");
  if (!region) return;
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/**
 * Move the focus to something that is not a control, such as a heading that has just been shown.
 * @param {HTMLElement | null} element
 * @param {boolean} [preventScroll]
 */
export function focusOn(element, preventScroll = false) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll });
}

/**
 * Change the page; if that takes away what has the focus, hand it to the nearest part around it that
 * is left. A reader who goes by keys would begin at the top of the page again otherwise.
 * @param {Element} element what may be changed
 * @param {() => void} change
 */
export function keepFocus(element, change) {
  const focused = document.activeElement;
  if (!focused || !element.contains(focused)) return change();
  const around = [];
  for (let at = focused.parentElement; at; at = at.parentElement) around.push(at);
  change();
  const isShown = (/** @type {Element} */ one) => one.isConnected && one.getClientRects().length > 0;
  const isLost = !isShown(focused) || focused.matches(":disabled");
  const now = document.activeElement ?? focused;
  if (!isLost || ![focused, document.body].includes(now)) return;
  const left = around.find((one) => isShown(one) && !one.matches("label, :disabled, :disabled *"));
  focusOn(left === document.body ? byId("main") : (left ?? null), true);
}

/** Menus made of `<details data-menu>` close on Escape and on a press elsewhere. */
export function tameMenus() {
  document.addEventListener("click", (event) => closeMenus(/** @type {Node} */ (event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    closeMenus(null);
    /** @type {HTMLElement | null | undefined} */ (open?.querySelector("summary"))?.focus();
  });
}

/** @param {Node | null} except the menu that holds this node stays open */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.removeAttribute("open");
  }
}
