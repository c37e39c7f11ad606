/** Makes forms with `data-command` give that command. */

import { confirmWith, shut } from "./dialogs.ts";
import type { Lectern } from "./lectern.ts";
import { isLongBefore, momentIn } from "./session_time.ts";

/**
 * Mounts the forms. The form's own `[role="alert"]` says why a command was refused. `data-then` names the
 * control that gets the focus once the command is done.
 */
export function mountForms(lectern: Lectern) {
  const forms = document.querySelectorAll("form[data-command]") as NodeListOf<HTMLFormElement>;
  for (const form of forms) mountForm(form, lectern);
}

function mountForm(form: HTMLFormElement, lectern: Lectern) {
  const command = form.dataset.command ?? "";
  const button = form.querySelector("button");
  const refusal = form.querySelector('[role="alert"]');

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const hadFocus = form.contains(document.activeElement);
    if (!(await isMeant(form, lectern))) return;
    if (!(await lectern.act(command, command))) return;
    shut(form.closest("dialog"));
    // A form that is done is hidden, and its button loses the focus.
    const next = hadFocus && form.dataset.then ? document.querySelector(form.dataset.then) : null;
    if (next instanceof HTMLElement) next.focus();
  });

  function redraw() {
    button?.setAttribute("aria-disabled", String(!lectern.isFree(command)));
    if (refusal) refusal.textContent = lectern.refusalOf(command);
  }

  // The page's HTML has the button disabled: before this script, a press would have loaded the page again.
  if (button) button.disabled = false;
  redraw();
  lectern.onChange(redraw);
}

/** Asks once more before something starts long before its planned time. */
async function isMeant(form: HTMLFormElement, { now, words }: Lectern) {
  const { plannedAt = "", asks: dialogId = "" } = form.dataset;
  if (!dialogId || !isLongBefore(plannedAt, now())) return true;
  const moment = momentIn(Date.parse(plannedAt), document.body.dataset.timeZone, words.language);
  return confirmWith(dialogId, { text: words.say("It is planned for {date}, {time}.", moment) });
}
