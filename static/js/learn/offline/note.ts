/** Sends what waits on this device, on a course's own page; says so; and removes it with the learner who leaves. */

import { announceReceipt } from "../study/receipt.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import { bringUpToDate, fetchState, isTheirs, removeCourse, type State } from "./course.ts";
import { otherLearners } from "./shared_device.ts";
import { isFull, type Kept } from "./db.ts";
import { beforeLeaving } from "./leaving.ts";
import { SOME_REFUSED } from "./reasons.ts";
import { countWaiting, keptCourse } from "./store.ts";
import { createSync, type Sync } from "./sync.ts";
import { isUsed } from "./usage.ts";
import { waitsText } from "./waiting_text.ts";
import { missingSupport } from "./worker.ts";

export const UPDATED = msg("The course has changed: the newer version is kept now. Your answers stay.");
export const FULL_UPDATE = msg(
  "There is not enough room for the newer version. What was kept before is still there.",
);
const FOR_ANOTHER = msg(
  "This device keeps the course for {name}. What waits is sent in their name; then their course is taken off, and you can keep it for yourself.",
);
const LEAVE_NOTE = msg(
  "{n} entry was not sent and is lost if you leave. Press again to leave.",
  "{n} entries were not sent and are lost if you leave. Press again to leave.",
);

export async function mountNote(root: HTMLElement, words: Words) {
  if (missingSupport()) return;
  root.hidden = false;
  const code = root.dataset.code ?? "";
  const text = root.querySelector("[data-part='text']") as HTMLElement;
  if (!(await isUsed()) || !((await keptCourse(code)) || (await otherLearners(code)).length)) return;

  const offer = text.textContent;
  // Stays until the page closes: what is sent meanwhile must not replace it.
  let news = "";
  let waitingBefore = 0;
  let state: State | null = null;
  let updating: Promise<unknown> = Promise.resolve();
  const sync = createSync(() => void draw());
  confirmLeaving(code, words, sync, () => updating);
  async function draw() {
    const course = await keptCourse(code);
    if (!course) {
      const names = (await otherLearners(code)).map(({ name }) => isolated(name ?? "")).join(", ");
      const sharedNote = names && words.say("Kept on this device for others who share it: {names}.", { names });
      if (sharedNote) return void (text.textContent = `${sharedNote} ${offer}`);
      // It was somebody else's, or another tab has removed it.
      text.textContent = `${words.say("Removed from this device.")} ${offer}`;
      return;
    }
    const { answers, all, refused } = await countWaiting(code);
    // It may have been sent by this page, another page or the browser itself.
    if (all < waitingBefore) announceReceipt();
    waitingBefore = all;
    const waitingText = all ? waitsText(answers, words) : words.say("This course is kept on this device.");
    // The page behind the link lists what was refused, and why; no list follows here.
    const refusalText = words.say(SOME_REFUSED, { n: refused.length }).replace(/:$/, ".");
    text.textContent = [news, ownerText(course, state, words), waitingText, refused.length ? refusalText : ""].filter(Boolean).join(" ");
  }
  await draw();
  // Send first, so that the server's next answer includes it.
  await sync.finish();
  state = await fetchState(root.dataset.state ?? "").catch(() => null);
  if (!state) return;
  try {
    const update = bringUpToDate(code, state);
    updating = update.catch(() => {});
    if ((await update) === "updated") news = words.say(UPDATED);
  } catch (error) {
    if (isFull(error)) news = words.say(FULL_UPDATE);
  }
  await draw();
  // Uses the current link, in case it has changed.
  sync.now();
}

/**
 * Says whose course it is: on a shared device it may not be the reader's.
 * @param state the server's state, once known
 */
export function ownerText(course: Kept, state: State | null, words: Words) {
  if (!course.name) return "";
  const isAnothers = state && !isTheirs(state, course) && !course.beside;
  return words.say(isAnothers ? FOR_ANOTHER : "Kept on this device for {name}.", { name: isolated(course.name) });
}

/**
 * Lets a learner leave a shared computer, and leaves nothing of them on it. What waits is sent first; if that
 * fails, the learner must confirm.
 * @param update waits for an update under way, which would keep the course once more
 */
function confirmLeaving(code: string, words: Words, sync: Sync, update: () => Promise<unknown>) {
  let isAsked = false;
  beforeLeaving(async (form) => {
    const isKept = !isAsked && (await isSomethingLeft(form));
    isAsked = true;
    if (isKept) return false;
    await update();
    await removeCourse(code, true);
    return true;
  });

  /** Returns whether something cannot be sent, which the page then says. */
  async function isSomethingLeft(form: HTMLFormElement) {
    const line = notice(words.say("Sending what waits…"));
    form.append(line);
    await sync.finish();
    line.remove();
    const { all, refused } = await countWaiting(code);
    const n = all + refused.length;
    if (n) form.append(notice(words.say(LEAVE_NOTE, { n })));
    return n > 0;
  }
}

function notice(text: string) {
  const paragraph = document.createElement("p");
  paragraph.className = "notice warn";
  paragraph.setAttribute("role", "alert");
  paragraph.textContent = text;
  return paragraph;
}
