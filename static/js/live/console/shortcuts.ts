/** Handles the keys, and the dialog that lists them and switches single letters off. */

import { shelf } from "../../kit/storage.ts";
import type { StageChannel } from "../stage/channel.ts";
import { open } from "./dialogs.ts";
import { FEATURES } from "./features.ts";
import { actionOf, type Focus, type KeyAction } from "./keys.ts";
import type { Lectern } from "./lectern.ts";
import type { Move } from "./moves.ts";

const KEY = "webinar.letters_off";
const TEXT_FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]";
const CHOICES = "input[type=radio], select";

export function mountShortcuts(
  dialog: HTMLElement,
  lectern: Lectern,
  { move, stage, showPanel }: { move: Move; stage: StageChannel; showPanel: (name: string) => void },
) {
  const storage = shelf("localStorage");
  const letters = dialog.querySelector("input[type=checkbox]") as HTMLInputElement;
  letters.checked = storage.getItem(KEY) === null;
  letters.addEventListener("change", () => {
    if (letters.checked) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
  });

  const featureKeys = FEATURES.flatMap(({ keys = {} }) => Object.entries(keys));
  const actions: Partial<Record<KeyAction, () => unknown>> = {
    ...Object.fromEntries(featureKeys.map(([action, { panel, press }]) => [action, () => (panel && showPanel(panel), press(lectern))])),
    next: () => move.by(1),
    back: () => move.by(-1),
    blank: () => stage.toggle(),
    help: () => open("keys-dialog"),
  };

  document.addEventListener("keydown", (event) => {
    const action = actionOf(event, { ...whereabouts(event.target), letters: letters.checked });
    if (action === null) return;
    event.preventDefault();
    actions[action]?.();
  });
}

function whereabouts(target: EventTarget | null) {
  const element = target instanceof Element ? target : document.body;
  return {
    focus: focusOf(element),
    direction: (document.documentElement.dir === "rtl" ? "rtl" : "ltr") as "ltr" | "rtl",
  };
}

function focusOf(element: Element): Focus {
  if (element.closest(TEXT_FIELDS)) return "text";
  if (document.querySelector("dialog[open]")) return "dialog";
  if (element.closest(CHOICES)) return "list";
  if (element.closest("[role=tab]")) return "tab";
  return element.closest("[data-scrolls]") ? "scroll" : "page";
}
