/**
 * Shows, on the first page of a course, what this device keeps of somebody who does not study here any more. It
 * is sent by their own link only, never in the name of the next learner.
 */

import { fill } from "../../kit/fill.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import { answersFileName, answersText, download } from "../usb/file.ts";
import { otherLearners } from "./shared_device.ts";
import { removeCourse } from "./course.ts";
import type { Kept } from "./db.ts";
import { forgottenCourses, linkStatus } from "./forgotten_learners.ts";
import { pinQuestion } from "./pin_question.ts";
import { courseAt } from "./places.ts";
import { sendAll } from "./sending.ts";
import { countWaiting, keptCourse, waitingDeeds } from "./store.ts";
import { FORGOTTEN } from "./usage.ts";
import { missingSupport, tidy } from "./worker.ts";

const WAS_FORGOTTEN = msg(
  "What was kept about you in this course has been deleted, as you or your organiser wanted. So the course was removed from this device, too, with everything that waited on it.",
);
const BESIDE = msg(
  "This device keeps the course for {name}, who shares it with others. If that is you, go on; otherwise begin below: nothing of theirs becomes yours, and theirs stays here.",
);
const OPEN = msg(
  "This device keeps the course for {name}. If that is you, go on; otherwise begin below: nothing of theirs becomes yours. One device keeps it for one learner: once you begin, what waits of {name} is sent, and their course is taken off this device.",
);
const ANSWERS_WAIT = msg(
  "{n} answer of {name} waits on this device, and the link that it would be sent by opens nothing any more.",
  "{n} answers of {name} wait on this device, and the link that they would be sent by opens nothing any more.",
);
const REFUSED = msg("{n} entry was not accepted.", "{n} entries were not accepted.");
const HOW = msg(
  "If that is you, open your personal link, or ask your organiser for a new one: then all of it is sent, in your name only. Or save it as a file, which your organiser can import.",
);
const NOTHING_WAITS = msg(
  "This device keeps the course for {name}, whose link no longer works. If that is you, open your personal link, or ask your organiser for a new one.",
);

export async function mountLeftovers(root: HTMLElement, words: Words) {
  if (missingSupport()) return;
  const part = (name: string) => root.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const button = (name: string) => part(name).firstElementChild as HTMLElement;
  const code = root.dataset.code ?? "";
  const keptBefore = await keptCourse(code);
  // Leaves out what was refused, and what waits for a link that no longer works.
  if (keptBefore ?? (await otherLearners(code)).length) await sendAll().catch(() => "later");
  const course = (await keptCourse(code)) ?? (await otherLearners(code))[0];
  if (course) return draw(course);
  if (!forgottenCourses.has(code) && location.hash !== FORGOTTEN) return;
  await tidy();
  say(words.say(WAS_FORGOTTEN));

  function say(text: string) {
    part("text").textContent = text;
    root.hidden = false;
  }

  async function draw(course: Kept) {
    // No other answer says anything about the link.
    const isOpen = (await linkStatus(course.token)) !== 404;
    const waiting = await countWaiting(course.code);
    const isEmpty = waiting.all + waiting.refused.length === 0;
    say(text(course, isOpen, waiting));
    if (course.pin) await new Promise<void>((resolve) => fill(part("pin"), pinQuestion(course, words, resolve)));
    part("pin").textContent = "";
    part("go").hidden = !isOpen;
    (button("go") as HTMLAnchorElement).href = `/study/mine/${course.token}`;
    part("save").hidden = isEmpty || isOpen;
    part("remove").hidden = isOpen;
    button("save").addEventListener("click", async () => {
      await save(course);
      say(words.say("Saved. Send the file to your organiser."));
    });
    button("remove").addEventListener("click", () => void drop(course.code, isEmpty));
  }

  function text(
    { name, beside }: Kept,
    isOpen: boolean,
    { answers, all, refused }: Awaited<ReturnType<typeof countWaiting>>,
  ) {
    const nameValue = { name: isolated(name ?? "") };
    if (isOpen) return words.say(beside ? BESIDE : OPEN, nameValue);
    const parts = [
      answers ? words.say(ANSWERS_WAIT, { n: answers, ...nameValue }) : "",
      all > answers ? words.say("Reading time of {name} waits on this device, too.", nameValue) : "",
      refused.length ? words.say(REFUSED, { n: refused.length }) : "",
    ].filter(Boolean);
    return parts.length ? [...parts, words.say(HOW)].join(" ") : words.say(NOTHING_WAITS, nameValue);
  }

  let isSure = false;
  async function drop(code: string, isEmpty: boolean) {
    if (!isEmpty && !isSure) {
      isSure = true;
      button("remove").textContent = words.say("Remove all the same");
      return;
    }
    await removeCourse(code);
    for (const name of ["go", "save", "remove"]) part(name).hidden = true;
    say(words.say("Removed from this device."));
  }
}

/**
 * Saves what one person did on this device as a package's player does: one file for each edition, so that a
 * later file goes to the same learner.
 */
async function save({ code: place, learner, name }: Kept) {
  const code = courseAt(place);
  const person = { key: `kept-${code}-${learner}`, name: name || code, number: "" };
  const now = new Date();
  const deedsHere = await waitingDeeds(place);
  for (const edition of new Set(deedsHere.map((waiting) => waiting.edition))) {
    const deeds = deedsHere.filter((waiting) => waiting.edition === edition).map(({ deed }) => deed);
    const text = answersText({ id: edition, course: code }, edition, person, deeds, now.getTime());
    download(answersFileName(code, person, now), text);
  }
}
