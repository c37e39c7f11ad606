// @ts-check
/**
 * On the first page of a course: what this device keeps of somebody who does not study here any
 * more. It is sent by their own link alone, and never in the name of whoever begins here.
 */

import { isolated } from "../lib/texts.js";
import { answersName, answersText, download } from "../usb/file.js";
import { others } from "./beside.js";
import { removeCourse } from "./course.js";
import { forgotten, linkStatus } from "./forgotten.js";
import { courseAt } from "./places.js";
import { sendAll } from "./send.js";
import { counts, kept, queued } from "./store.js";
import { FORGOTTEN } from "./used.js";
import { lacking, tidy } from "./worker.js";

/** @typedef {import("../lib/words.js").Words} Words */

/** @param {HTMLElement} root @param {Words} words */
export async function mountLeft(root, words) {
  if (lacking()) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const button = (/** @type {string} */ name) => /** @type {HTMLElement} */ (part(name).firstElementChild);
  const code = root.dataset.code ?? "";
  const wasHere = await kept(code);
  // Not what was refused, nor what waits for a link that opens nothing.
  if (wasHere ?? (await others(code)).length) await sendAll().catch(() => "later");
  const here = (await kept(code)) ?? (await others(code))[0];
  if (here) return draw(here);
  if (!forgotten.has(code) && location.hash !== FORGOTTEN) return;
  await tidy();
  say(words.say("kept.forgotten"));

  /** @param {string} text */
  function say(text) {
    part("text").textContent = text;
    root.hidden = false;
  }

  /** @param {import("./db.js").Kept} course */
  async function draw(course) {
    // Whatever else it answers says nothing of the link.
    const isOpen = (await linkStatus(course.token)) !== 404;
    const found = await counts(course.code);
    const isEmpty = found.all + found.refused.length === 0;
    say(text(course, isOpen, found));
    part("go").hidden = !isOpen;
    /** @type {HTMLAnchorElement} */ (button("go")).href = `/study/mine/${course.token}`;
    part("save").hidden = isEmpty || isOpen;
    part("remove").hidden = isOpen;
    button("save").addEventListener("click", () => void save(course).then(() => say(words.say("left.saved"))));
    button("remove").addEventListener("click", () => void drop(course.code, isEmpty));
  }

  /** @param {import("./db.js").Kept} course @param {boolean} isOpen @param {Awaited<ReturnType<typeof counts>>} found */
  function text({ name, beside }, isOpen, { answers, all, refused }) {
    const who = { name: isolated(name ?? "") };
    if (isOpen) return words.say(beside ? "left.beside" : "left.open", who);
    const parts = [
      answers ? words.say("left.waiting", { n: answers, ...who }) : "",
      all > answers ? words.say("left.time", who) : "",
      refused.length ? words.say("left.refused", { n: refused.length }) : "",
    ].filter(Boolean);
    return parts.length ? [...parts, words.say("left.how")].join(" ") : words.say("left.nothing", who);
  }

  let isSure = false;
  /** @param {string} place @param {boolean} isEmpty */
  async function drop(place, isEmpty) {
    if (!isEmpty && !isSure) {
      isSure = true;
      button("remove").textContent = words.say("kept.remove_sure");
      return;
    }
    await removeCourse(place);
    for (const name of ["go", "save", "remove"]) part(name).hidden = true;
    say(words.say("kept.removed"));
  }
}

/**
 * As a package's player saves it, one file for each edition: all of it is what one person of this
 * device did, so that a later file goes to the same learner.
 * @param {import("./db.js").Kept} course
 */
async function save({ code: place, learner, name }) {
  const code = courseAt(place);
  const person = { key: `kept-${code}-${learner}`, name: name || code, number: "" };
  const now = new Date();
  const all = await queued(place);
  for (const edition of new Set(all.map((one) => one.edition))) {
    const deeds = all.filter((one) => one.edition === edition).map(({ deed }) => deed);
    const text = answersText({ id: edition, course: code }, edition, person, deeds, now.getTime());
    download(answersName(code, person, now), text);
  }
}
