/** Lets a learner set, change and remove the PIN of their kept course. The server has drawn the form. */

import type { Words } from "../../kit/words.ts";
import { pinDigits, pinFault } from "./pin.ts";
import { setPin } from "./pin_tries.ts";
import { keptCourse } from "./store.ts";

/**
 * @param code the code of the course
 * @param onChange called with what to say after a change
 * @returns a function that redraws the form; it is shown only to the learner who keeps the course
 */
export function mountPinSetting(form: HTMLFormElement, code: string, words: Words, onChange: (text: string) => void) {
  const part = <T extends HTMLElement>(name: string) => form.querySelector(`[data-pin="${name}"]`) as T;
  const field = part<HTMLInputElement>("field");
  const problem = part("problem");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const digits = pinDigits(field.value);
    const fault = pinFault(digits);
    problem.textContent = fault ? faultText(fault, words) : "";
    if (fault) return field.focus();
    await change(digits, words.say("The PIN is set."));
  });
  part("remove").addEventListener("click", () => void change("", words.say("The PIN is removed.")));

  async function change(digits: string, text: string) {
    try {
      await setPin(code, digits);
    } catch {
      problem.textContent = words.say("That did not work. Load this page again.");
      return;
    }
    field.value = "";
    problem.textContent = "";
    onChange(text);
    field.focus();
  }

  return async (isShown: boolean) => {
    form.hidden = !isShown;
    const isSet = Boolean((await keptCourse(code))?.pin);
    for (const name of ["unset", "set"]) part(name).hidden = isSet;
    for (const name of ["is-set", "change", "remove"]) part(name).hidden = !isSet;
  };
}

const faultText = (fault: "length" | "easy", words: Words) =>
  words.say(fault === "easy" ? "Anybody would guess this PIN. Choose another one." : "A PIN has four to six digits");
