/** Gives small helpers for the document: reading what the page brought, mounting features, announcing news. */

import type { Room } from "../room/engine/room.ts";
import { attempt } from "./attempt.ts";
import { createWords, type Words } from "./words.ts";

/**
 * A feature takes over an element of the page and returns a function that releases it.
 * @typeParam S the state that several features share
 */
export type Mount<S> = (element: HTMLElement, room: Room, words: Words, shared: S) => () => void;

/** Returns an element that the page's template always has. */
export function byId(id: string) {
  return document.getElementById(id) as HTMLElement;
}

/** Writes the text only if it differs: a live region would announce the same text again. */
export function setText(element: Element | null | undefined, text: string) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * Reads what the page embeds as `<script type="application/json" id="...">`.
 * @returns null if the page has no such element
 */
export function readJson(id: string): any {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}

/** Reads the words that the page brought in `<body data-words>`. */
export function pageWords(): Words {
  const table = JSON.parse(document.body.dataset.words ?? "{}");
  return createWords(table, document.documentElement.lang);
}

/**
 * Mounts features on the elements that ask for them by `data-mount="polls/polls"`. A feature that fails is
 * reported, and the others are mounted.
 */
export function mountAll<S>(features: Record<string, Mount<S>>, room: Room, words: Words, shared: S) {
  const elements = document.querySelectorAll("[data-mount]") as NodeListOf<HTMLElement>;
  for (const element of elements) attempt(() => features[element.dataset.mount ?? ""]?.(element, room, words, shared));
}

/** Makes screen readers say something when they are idle. A text that is announced twice is spoken twice. */
export function announce(text: string) {
  const region = document.getElementById("said");
  if (!region) return;
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** Moves the focus to something that is not a control, such as a heading that has just appeared. */
export function focusOn(element: HTMLElement | null, preventScroll = false) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll });
}

/**
 * Changes the page. If the change removes the focused element, moves the focus to the nearest remaining part
 * around it; otherwise a keyboard user would start at the top of the page again.
 * @param element the part that `change` may change
 */
export function keepFocus(element: Element, change: () => void) {
  const focused = document.activeElement;
  if (!focused || !element.contains(focused)) return change();
  const around = ancestorsOf(focused);
  change();
  const focusedNow = document.activeElement ?? focused;
  if (isUsable(focused) || ![focused, document.body].includes(focusedNow)) return;
  const remaining = around.find(isUsable);
  focusOn(remaining === document.body ? byId("main") : (remaining ?? null), true);
}

/** Returns the elements around this one, from the inside to the outside. */
export function ancestorsOf(element: Element): HTMLElement[] {
  const ancestors: HTMLElement[] = [];
  for (let parent = element.parentElement; parent; parent = parent.parentElement) ancestors.push(parent);
  return ancestors;
}

/** Whether the element is in sight and could take the focus. */
export function isUsable(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0 && !element.matches("label, :disabled, :disabled *");
}

/** Makes the menus of `<details data-menu>` close on Escape and on a press elsewhere. */
export function tameMenus() {
  document.addEventListener("click", (event) => closeMenus(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const openMenu = document.querySelector("details[data-menu][open]");
    closeMenus(null);
    (openMenu?.querySelector("summary") as HTMLElement | null | undefined)?.focus();
  });
}

/** @param except the menu that holds this node stays open */
function closeMenus(except: Node | null) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.removeAttribute("open");
  }
}
