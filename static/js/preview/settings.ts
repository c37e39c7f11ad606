// @ts-check
/** What the author wants to see: kept in this browser, applied to the page. */

import { recall, shelf } from "../lib/storage.js";
import { keepPlace } from "./moves.js";

const KEY = "webinar.preview";

/** What is left out is kept, so that a new language or a new kind of piece is there at first. */
/** @typedef {{ look: string, theme: string, language: string[], piece: string[] }} Settings */

/** @param {HTMLFormElement} form @param {() => void} onChange */
export function createSettings(form, onChange) {
  const storage = shelf("localStorage");
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input")]);
  restore();
  form.addEventListener("change", () => {
    storage.setItem(KEY, JSON.stringify(read()));
    keepPlace(apply);
    onChange();
  });

  function restore() {
    /** @type {Partial<Settings>} */
    const kept = recall(storage, KEY) ?? {};
    for (const input of inputs) {
      if (input.name === "look" || input.name === "theme") {
        if (kept[input.name] === input.value) input.checked = true;
      } else if (input.name === "language" || input.name === "piece") {
        input.checked = !kept[input.name]?.includes(input.value);
      }
    }
    apply();
  }

  /** @returns {Settings} */
  function read() {
    const one = (/** @type {string} */ name) => inputs.find((each) => each.name === name && each.checked)?.value ?? "";
    const without = (/** @type {string} */ name) =>
      inputs.filter((each) => each.name === name && !each.checked).map((each) => each.value);
    return { look: one("look"), theme: one("theme"), language: without("language"), piece: without("piece") };
  }

  /** Also to what has just been put into the page. */
  function apply() {
    const { look, theme, language, piece } = read();
    document.body.dataset.look = look;
    document.body.dataset.theme = theme;
    document.body.dataset.without = piece.join(" ");
    for (const version of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".preview-version"))) {
      version.hidden = language.includes(version.dataset.language ?? "");
    }
  }

  return { read, apply };
}
