/** Clears the device before it sends the form with which somebody leaves a course or is forgotten. */

import { removeCourse } from "./course.ts";
import { missingSupport } from "./worker.ts";
import { isUsed } from "./usage.ts";

/** @param work resolves with whether the form may be sent */
export function beforeLeaving(work: (form: HTMLFormElement) => Promise<boolean>) {
  let isBusy = false;
  let isDone = false;
  // Runs before the page's other handlers, which must wait until this is done.
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
    const maySend = await work(form).finally(() => (isBusy = false));
    if (!maySend) return;
    isDone = true;
    const resubmission = new Event("submit", { bubbles: true, cancelable: true });
    if (form.dispatchEvent(resubmission)) form.submit();
  }
}

/** Removes everything of a learner who is forgotten, sent or not. */
export function forgetHere({ dataset }: HTMLElement) {
  if (missingSupport()) return;
  beforeLeaving(async () => {
    // If this fails, the rest is removed as on their other devices.
    if (await isUsed()) await removeCourse(dataset.code ?? "", true).catch(() => {});
    return true;
  });
}
