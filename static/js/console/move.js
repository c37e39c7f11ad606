// @ts-check
/** Back, Next and the list of slides. */

import { close } from "./dialogs.js";
import { createMove } from "./moves.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/**
 * @param {HTMLElement} element  with the forms for Back and Next
 * @param {HTMLElement} list  the form with one button for each slide
 * @param {Lectern} lectern
 */
export function mountMove(element, list, lectern) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));
  const [back, next, position, refusal] = [part("back"), part("next"), part("position"), part("refusal")];
  const move = createMove(lectern.room, (answer) => lectern.note("move", answer));

  back.addEventListener("submit", (event) => (event.preventDefault(), move.by(-1)));
  next.addEventListener("submit", (event) => (event.preventDefault(), move.by(1)));
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    move.to(Number(/** @type {HTMLButtonElement} */ (event.submitter).value));
    close("slides-dialog");
  });

  function redraw() {
    const { slide, slides } = lectern.room.state.room;
    setOff(back, !move.isPossible(-1));
    setOff(next, !move.isPossible(1));
    const words = lectern.words.say("slide.of", { n: slide + 1, all: slides });
    if (position.textContent !== words) position.textContent = words;
    refusal.textContent = lectern.refusalOf("move");
    for (const button of list.querySelectorAll("button")) {
      const isCurrent = Number(button.value) === slide;
      // The list opens where the session is.
      button.autofocus = isCurrent;
      if (isCurrent) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      button.setAttribute("aria-disabled", String(!lectern.isReady));
    }
  }

  redraw();
  const unsubscribe = lectern.onChange(redraw);
  return { move, unmount: unsubscribe };
}

/** @param {HTMLElement} form @param {boolean} off */
function setOff(form, off) {
  form.querySelector("button")?.setAttribute("aria-disabled", String(off));
}
