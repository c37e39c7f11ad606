/** The author's view settings. They are kept in this browser and applied to the page. */

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
    const kept: Partial<Settings> = recall(storage, KEY) ?? {};
    for (const input of inputs) {
      if (input.name === "look" || input.name === "theme") {
        if (kept[input.name] === input.value) input.checked = true;
      } else if (input.name === "language" || input.name === "piece") {
        input.checked = !kept[input.name]?.includes(input.value);
      }
    }
    apply();
  }

  function read(): Settings {
    const one = (name: string) => inputs.find((each) => each.name === name && each.checked)?.value ?? "";
    const without = (name: string) =>
      inputs.filter((each) => each.name === name && !each.checked).map((each) => each.value);
    return { look: one("look"), theme: one("theme"), language: without("language"), piece: without("piece") };
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
