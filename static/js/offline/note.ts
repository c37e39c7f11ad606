// @ts-check
/** On a course's own page: what waits on this device is sent and said, and goes with who leaves. */

import { sayTold } from "../study/told.js";
import { isolated } from "../lib/texts.js";
import { bringUpToDate, fetchState, isTheirs, removeCourse } from "./course.js";
import { others } from "./beside.js";
import { isFull } from "./db.js";
import { beforeLeaving } from "./leaving.js";
import { counts, kept } from "./store.js";
import { createSync } from "./sync.js";
import { isUsed } from "./used.js";
import { lacking } from "./worker.js";

/** @typedef {import("../lib/words.js").Words} Words */

/** @param {HTMLElement} root @param {Words} words */
export async function mountNote(root, words) {
  if (lacking()) return;
  root.hidden = false;
  const code = root.dataset.code ?? "";
  const text = /** @type {HTMLElement} */ (root.querySelector("[data-part='text']"));
  if (!(await isUsed()) || !((await kept(code)) || (await others(code)).length)) return;

  const offer = text.textContent;
  // Said until the page goes: what is sent meanwhile must not wipe it away.
  let news = "";
  let waited = 0;
  /** @type {import("./course.js").State | null} */
  let state = null;
  /** @type {Promise<unknown>} */
  let updating = Promise.resolve();
  const sync = createSync(() => void draw());
  askWhoLeaves(code, words, sync, () => updating);
  async function draw() {
    const here = await kept(code);
    if (!here) {
      const names = (await others(code)).map(({ name }) => isolated(name ?? "")).join(", ");
      if (names) return void (text.textContent = `${words.say("kept.beside", { names })} ${offer}`);
      // It was somebody else's, or another tab has removed it.
      text.textContent = `${words.say("kept.removed")} ${offer}`;
      return;
    }
    const { answers, all, refused } = await counts(code);
    // Sent by whomever: by this page, another one or the browser itself.
    if (all < waited) sayTold();
    waited = all;
    const waits = all ? words.say(answers ? "kept.waiting" : "kept.time_waits", { n: answers }) : words.say("kept.is_kept");
    // What was refused, and why, stands on the page behind the link: no list follows here.
    const some = words.say("kept.some_refused", { n: refused.length }).replace(/:$/, ".");
    text.textContent = [news, whose(here, state, words), waits, refused.length ? some : ""].filter(Boolean).join(" ");
  }
  await draw();
  // First, so that what the server says next has it.
  await sync.finish();
  state = await fetchState(root.dataset.state ?? "").catch(() => null);
  if (!state) return;
  try {
    const brought = bringUpToDate(code, state);
    updating = brought.catch(() => {});
    if ((await brought) === "updated") news = words.say("kept.updated");
  } catch (error) {
    if (isFull(error)) news = words.say("kept.full_update");
  }
  await draw();
  // By the link of today, if that is another one.
  sync.now();
}

/**
 * At a device that others use, too, it need not be of whoever reads this.
 * @param {import("./db.js").Kept} here
 * @param {import("./course.js").State | null} state once it is known
 * @param {Words} words
 */
export function whose(here, state, words) {
  if (!here.name) return "";
  const isAnothers = state && !isTheirs(state, here) && !here.beside;
  return words.say(isAnothers ? "kept.for_another" : "kept.for", { name: isolated(here.name) });
}

/**
 * Who leaves a shared computer leaves nothing on it. What waits is sent first; if it cannot be, it
 * is asked.
 * @param {string} code
 * @param {Words} words
 * @param {import("./sync.js").Sync} sync
 * @param {() => Promise<unknown>} update what may be under way, and would keep the course once more
 */
function askWhoLeaves(code, words, sync, update) {
  let isAsked = false;
  beforeLeaving(async (form) => {
    const keeps = !isAsked && (await keepsSome(form));
    isAsked = true;
    if (keeps) return false;
    await update();
    await removeCourse(code, true);
    return true;
  });

  /** Whether something cannot be sent: then it is said. @param {HTMLFormElement} form */
  async function keepsSome(form) {
    const told = notice(words.say("kept.sending"));
    form.append(told);
    await sync.finish();
    told.remove();
    const { all, refused } = await counts(code);
    const n = all + refused.length;
    if (n) form.append(notice(words.say("kept.leave_note", { n })));
    return n > 0;
  }
}

/** @param {string} text */
function notice(text) {
  const made = document.createElement("p");
  made.className = "notice warn";
  made.setAttribute("role", "alert");
  made.textContent = text;
  return made;
}
