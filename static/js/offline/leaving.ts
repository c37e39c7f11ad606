// @ts-check
/** What a device does before the form is sent by which somebody leaves a course or is forgotten. */

import { removeCourse } from "./course.js";
import { lacking } from "./worker.js";
import { isUsed } from "./used.js";

/** @param {(form: HTMLFormElement) => Promise<boolean>} work answers whether the form may be sent */
export function beforeLeaving(work) {
  let isBusy = false;
  let isDone = false;
  // Before what else the page does then, which comes after this is done.
  document.addEventListener("submit", stop, { capture: true });

  /** @param {Event} event */
  function stop(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (isDone || form.dataset.leave === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isBusy) void leave(form);
  }

  /** @param {HTMLFormElement} form */
  async function leave(form) {
    isBusy = true;
    const may = await work(form).finally(() => (isBusy = false));
    if (!may) return;
    isDone = true;
    const again = new Event("submit", { bubbles: true, cancelable: true });
    if (form.dispatchEvent(again)) form.submit();
  }
}

/** Who is forgotten leaves nothing here, sent or not. @param {HTMLElement} form */
export function forgetHere({ dataset }) {
  if (lacking()) return;
  beforeLeaving(async () => {
    // What is left all the same goes as on their other devices.
    if (await isUsed()) await removeCourse(dataset.code ?? "", true).catch(() => {});
    return true;
  });
}
