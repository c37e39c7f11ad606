// @ts-check
/** The file of answers that goes back to the organiser: see `webinar/offline/answer_file.py`. */

import { crc32 } from "./crc.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {{id: string, course: string}} Package */

/**
 * @param {Package} from
 * @param {string} edition
 * @param {Person} person
 * @param {import("../player/types.js").Deed[]} deeds all of them, each time: what is known counts once
 * @param {number} now
 * @returns {string} its text; `check` is of the text of `answers` as it stands there
 */
export function answersText({ id, course }, edition, person, deeds, now) {
  const answers = JSON.stringify({ format: 1, package: id, course, edition, person, now, deeds });
  return `{"check":"${crc32(answers)}","answers":${answers}}`;
}

/** @param {string} course @param {Person} person @param {Date} now */
export function answersName(course, { key, number }, now) {
  const who = number.replace(/[^A-Za-z0-9-]/g, "") || key.slice(0, 8);
  return `answers-${course}-${who}-${now.toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
}

/** @param {string} name @param {string} text */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
