/** Keeps the author's view settings in this browser, and applies them to the page. */

import { recall, shelf } from "../../kit/storage.ts";
import { keepPlace } from "./moves.ts";

const KEY = "webinar.preview";

interface Settings {
  look: string;
  theme: string;
  /** The hidden languages, so that a new one is visible at first. */
  language: string[];
  /** The hidden kinds of pieces, so that a new one is visible at first. */
  piece: string[];
}

export function createSettings(form: HTMLFormElement, onChange: () => void) {
  const storage = shelf("localStorage");
  const inputs = [...form.querySelectorAll("input")] as HTMLInputElement[];
  restore();
  form.addEventListener("change", () => {
    storage.setItem(KEY, JSON.stringify(read()));
    keepPlace(apply);
    onChange();
  });

  function restore() {
    const savedSettings: Partial<Settings> = recall(storage, KEY) ?? {};
    for (const input of inputs) {
      if (input.name === "look" || input.name === "theme") {
        if (savedSettings[input.name] === input.value) input.checked = true;
      } else if (input.name === "language" || input.name === "piece") {
        input.checked = !savedSettings[input.name]?.includes(input.value);
      }
    }
    apply();
  }

  function read(): Settings {
    const chosenValue = (name: string) => inputs.find((input) => input.name === name && input.checked)?.value ?? "";
    const uncheckedValues = (name: string) =>
      inputs.filter((input) => input.name === name && !input.checked).map((input) => input.value);
    return { look: chosenValue("look"), theme: chosenValue("theme"), language: uncheckedValues("language"), piece: uncheckedValues("piece") };
  }

  /** Applies the settings, also to new parts of the page. */
  function apply() {
    const { look, theme, language, piece } = read();
    document.body.dataset.look = look;
    document.body.dataset.theme = theme;
    document.body.dataset.without = piece.join(" ");
    for (const version of document.querySelectorAll(".preview-version") as NodeListOf<HTMLElement>) {
      version.hidden = language.includes(version.dataset.language ?? "");
    }
  }

  return { read, apply };
}
