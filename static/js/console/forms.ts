// @ts-check
/** Forms with `data-command`: the page posts them without scripts, here they go through the room. */

import { confirmWith, shut } from "./dialogs.js";
import { isLongBefore, momentIn } from "./when.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/**
 * Why a command was refused is said in the form's own `[role="alert"]`. `data-then` finds the control
 * that has the focus once it is done.
 *
 * @param {Lectern} lectern
 */
export function mountForms(lectern) {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-command]"));
  for (const form of forms) mountForm(form, lectern);
}

/** @param {HTMLFormElement} form @param {Lectern} lectern */
function mountForm(form, lectern) {
  const command = form.dataset.command ?? "";
  const button = form.querySelector("button");
  const refusal = form.querySelector('[role="alert"]');

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const hadFocus = form.contains(document.activeElement);
    if (!(await isMeant(form, lectern))) return;
    if (!(await lectern.act(command, command))) return;
    shut(form.closest("dialog"));
    // A form that is done with is hidden, and its button loses the focus.
    const next = hadFocus && form.dataset.then ? document.querySelector(form.dataset.then) : null;
    if (next instanceof HTMLElement) next.focus();
  });

  function redraw() {
    button?.setAttribute("aria-disabled", String(!lectern.isFree(command)));
    if (refusal) refusal.textContent = lectern.refusalOf(command);
  }

  redraw();
  lectern.onChange(redraw);
}

/** What would begin long before its planned time asks once more. @param {HTMLFormElement} form @param {Lectern} lectern */
async function isMeant(form, { now, words }) {
  const { plannedAt = "", asks = "" } = form.dataset;
  if (!asks || !isLongBefore(plannedAt, now())) return true;
  const moment = momentIn(Date.parse(plannedAt), document.body.dataset.timeZone, words.language);
  return confirmWith(asks, { text: words.say("start.planned", moment) });
}
