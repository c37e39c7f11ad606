/** Reads the answer from the form of a question, for the device to keep until the server has it. */

import type { Answer } from "../player/types.ts";

/**
 * Returns the answer in a form, as `deed_reports.read_answer` reads it; null if nothing is chosen or written,
 * if there is a reason without a choice, or if a number is none.
 */
export function answerIn(fields: FormData): Answer | null {
  if (fields.get("abstain")) return { abstain: true };
  const answer: Answer = {};
  for (const [name, entry] of fields) {
    const value = String(entry).trim();
    const [field, key] = name.split(".");
    if (!value) continue;
    if (name === "options") answer.options = [...(answer.options ?? []), value];
    else if (name === "words") answer.words = [...(answer.words ?? []), value];
    else if (name === "text") answer.text = value.replace(/\r\n/g, "\n");
    else if (name === "number") answer.number = Number(value.replace(",", "."));
    else if (field === "points" && key && value !== "0") answer.points = { ...answer.points, [key]: Number(value) };
  }
  if (fields.has("options") && !answer.options) return null;
  const numbers = [answer.number ?? 0, ...Object.values(answer.points ?? {})];
  return Object.keys(answer).length && numbers.every(isFinite) ? answer : null;
}
