// @ts-check
/** The keys at work, and the dialog that lists them and switches single letters off. */

import { shelf } from "../lib/storage.js";
import { open } from "./dialogs.js";
import { FEATURES } from "./features.js";
import { actionOf } from "./keys.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

const KEY = "webinar.letters_off";
const TEXT_FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]";
const CHOICES = "input[type=radio], select";

/**
 * @param {HTMLElement} dialog
 * @param {Lectern} lectern
 * @param {{ move: import("./moves.js").Move, stage: import("../stage/channel.js").StageChannel, showPanel: (name: string) => void }} parts
 */
export function mountShortcuts(dialog, lectern, { move, stage, showPanel }) {
  const storage = shelf("localStorage");
  const letters = /** @type {HTMLInputElement} */ (dialog.querySelector("input[type=checkbox]"));
  letters.checked = storage.getItem(KEY) === null;
  letters.addEventListener("change", () => {
    if (letters.checked) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
  });

  const ofFeatures = FEATURES.flatMap(({ keys = {} }) => Object.entries(keys));
  /** @type {Partial<Record<import("./keys.js").KeyAction, () => unknown>>} */
  const doing = {
    ...Object.fromEntries(ofFeatures.map(([action, { panel, press }]) => [action, () => (showPanel(panel), press(lectern))])),
    next: () => move.by(1),
    back: () => move.by(-1),
    blank: () => stage.toggle(),
    help: () => open("keys-dialog"),
  };

  document.addEventListener("keydown", (event) => {
    const action = actionOf(event, { ...whereabouts(event.target), letters: letters.checked });
    if (action === null) return;
    event.preventDefault();
    doing[action]?.();
  });
}

/** @param {EventTarget | null} target */
function whereabouts(target) {
  const element = target instanceof Element ? target : document.body;
  return {
    focus: focusOf(element),
    direction: /** @type {"ltr" | "rtl"} */ (document.documentElement.dir === "rtl" ? "rtl" : "ltr"),
  };
}

/** @param {Element} element @returns {import("./keys.js").Focus} */
function focusOf(element) {
  if (element.closest(TEXT_FIELDS)) return "text";
  if (document.querySelector("dialog[open]")) return "dialog";
  if (element.closest(CHOICES)) return "list";
  if (element.closest("[role=tab]")) return "tab";
  return element.closest("[data-scrolls]") ? "scroll" : "page";
}
