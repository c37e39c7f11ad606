/** Writes the file of answers that goes back to the organiser: see `webinar/learn/offline/answer_file.py`. */

import type { Deed } from "../player/types.ts";
import { crc32 } from "./crc.ts";
import type { Person } from "./people.ts";

type Package = { id: string; course: string };

/**
 * @param deeds all deeds, also those of earlier files: the server counts a known deed once
 * @returns the text of the file, in which `check` is the checksum of the very text of `answers`
 */
export function answersText(
  { id, course }: Package,
  edition: string,
  person: Person,
  deeds: Deed[],
  nowMs: number,
): string {
  const answers = JSON.stringify({ format: 1, package: id, course, edition, person, now: nowMs, deeds });
  return `{"check":"${crc32(answers)}","answers":${answers}}`;
}

export function answersFileName(course: string, { key, number }: Person, now: Date) {
  const personPart = number.replace(/[^A-Za-z0-9-]/g, "") || key.slice(0, 8);
  return `answers-${course}-${personPart}-${now.toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
}

export function download(name: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // After a minute the browser has saved the file.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
