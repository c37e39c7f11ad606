/** Asks for the PIN of a kept course. */

import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Kept } from "./db.ts";
import { pinDigits } from "./pin.ts";
import { tryPin, type TryOutcome } from "./pin_tries.ts";

const WAIT = msg(
  "Too many wrong PINs. Try again in {n} minute. Meanwhile nothing of the course is lost.",
  "Too many wrong PINs. Try again in {n} minutes. Meanwhile nothing of the course is lost.",
);
const FORGOTTEN_PIN = msg(
  "Forgotten? Open the course with a network, and set a new PIN under “On this device”.",
);
const MINUTE_MS = 60_000;
// A page never asks for two PINs at once.
const FIELD_ID = "pin";

/**
 * @param onOpen called once the right PIN was typed
 * @returns the form, to be put into the page
 */
export function pinQuestion(course: Kept, words: Words, onOpen: () => void): HTMLFormElement {
  const field = element("input", "input");
  Object.assign(field, { id: FIELD_ID, type: "password", autocomplete: "off", maxLength: 20, required: true });
  field.setAttribute("inputmode", "numeric");
  const label = element("label", "", words.say("PIN of {name}", { name: isolated(course.name ?? "") }));
  label.htmlFor = FIELD_ID;
  const box = element("div", "field");
  box.append(label, field);
  const problem = element("p", "stop");
  problem.setAttribute("role", "alert");
  const button = element("button", "button", words.say("Go on"));
  const form = element("form", "stack");
  form.append(box, problem, button, element("p", "quietly small", words.say(FORGOTTEN_PIN)));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    problem.textContent = "";
    const outcome = await tryPin(course.code, pinDigits(field.value)).catch(() => null);
    button.disabled = false;
    if (outcome === "right") return onOpen();
    field.value = "";
    field.focus();
    problem.textContent = outcomeText(outcome, words);
  });
  return form;
}

function outcomeText(outcome: TryOutcome | null, words: Words) {
  if (typeof outcome === "number") return words.say(WAIT, { n: Math.ceil(outcome / MINUTE_MS) });
  if (outcome === "wrong") return words.say("This is not the PIN.");
  return words.say("That did not work. Load this page again.");
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
