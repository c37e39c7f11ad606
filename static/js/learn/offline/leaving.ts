/** What a device does before the form is sent by which somebody leaves a course or is forgotten. */

import { removeCourse } from "./course.ts";
import { lacking } from "./worker.ts";
import { isUsed } from "./used.ts";

/** @param work answers whether the form may be sent */
export function beforeLeaving(work: (form: HTMLFormElement) => Promise<boolean>) {
  let isBusy = false;
  let isDone = false;
  // Before what else the page does then, which comes after this is done.
  document.addEventListener("submit", stop, { capture: true });

  function stop(event: Event) {
    const form = event.target as HTMLFormElement;
    if (isDone || form.dataset.leave === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isBusy) void leave(form);
  }

  async function leave(form: HTMLFormElement) {
    isBusy = true;
    const may = await work(form).finally(() => (isBusy = false));
    if (!may) return;
    isDone = true;
    const again = new Event("submit", { bubbles: true, cancelable: true });
    if (form.dispatchEvent(again)) form.submit();
  }
}

/** Who is forgotten leaves nothing here, sent or not. */
export function forgetHere({ dataset }: HTMLElement) {
  if (lacking()) return;
  beforeLeaving(async () => {
    // What is left all the same goes as on their other devices.
    if (await isUsed()) await removeCourse(dataset.code ?? "", true).catch(() => {});
    return true;
  });
}
