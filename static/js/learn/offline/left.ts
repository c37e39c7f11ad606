/**
 * On the first page of a course: what this device keeps of somebody who does not study here any more. It is sent
 * by their own link only, never in the name of the next learner.
 */

import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import { answersFileName, answersText, download } from "../usb/file.ts";
import { others } from "./beside.ts";
import { removeCourse } from "./course.ts";
import type { Kept } from "./db.ts";
import { forgotten, linkStatus } from "./forgotten.ts";
import { courseAt } from "./places.ts";
import { sendAll } from "./send.ts";
import { counts, kept, queued } from "./store.ts";
import { FORGOTTEN } from "./used.ts";
import { lacking, tidy } from "./worker.ts";

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

export async function mountLeft(root: HTMLElement, words: Words) {
  if (lacking()) return;
  const part = (name: string) => root.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const button = (name: string) => part(name).firstElementChild as HTMLElement;
  const code = root.dataset.code ?? "";
  const wasHere = await kept(code);
  // Leaves out what was refused, and what waits for a link that no longer works.
  if (wasHere ?? (await others(code)).length) await sendAll().catch(() => "later");
  const here = (await kept(code)) ?? (await others(code))[0];
  if (here) return draw(here);
  if (!forgotten.has(code) && location.hash !== FORGOTTEN) return;
  await tidy();
  say(words.say(WAS_FORGOTTEN));

  function say(text: string) {
    part("text").textContent = text;
    root.hidden = false;
  }

  async function draw(course: Kept) {
    // No other answer says anything about the link.
    const isOpen = (await linkStatus(course.token)) !== 404;
    const found = await counts(course.code);
    const isEmpty = found.all + found.refused.length === 0;
    say(text(course, isOpen, found));
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
    { answers, all, refused }: Awaited<ReturnType<typeof counts>>,
  ) {
    const who = { name: isolated(name ?? "") };
    if (isOpen) return words.say(beside ? BESIDE : OPEN, who);
    const parts = [
      answers ? words.say(ANSWERS_WAIT, { n: answers, ...who }) : "",
      all > answers ? words.say("Reading time of {name} waits on this device, too.", who) : "",
      refused.length ? words.say(REFUSED, { n: refused.length }) : "",
    ].filter(Boolean);
    return parts.length ? [...parts, words.say(HOW)].join(" ") : words.say(NOTHING_WAITS, who);
  }

  let isSure = false;
  async function drop(place: string, isEmpty: boolean) {
    if (!isEmpty && !isSure) {
      isSure = true;
      button("remove").textContent = words.say("Remove all the same");
      return;
    }
    await removeCourse(place);
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
  const all = await queued(place);
  for (const edition of new Set(all.map((one) => one.edition))) {
    const deeds = all.filter((one) => one.edition === edition).map(({ deed }) => deed);
    const text = answersText({ id: edition, course: code }, edition, person, deeds, now.getTime());
    download(answersFileName(code, person, now), text);
  }
}
