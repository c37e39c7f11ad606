/** Answers as the interactions of SCORM and cmi5: their type, what was chosen, and what is right. */

import { boundsOf, decimalText } from "../../learn/player/numeric.ts";
import type { Answer, PackSlide } from "../../learn/player/types.ts";
import { isCell } from "../../live/polls/cells.ts";
import { KINDS } from "../../live/polls/kinds/all.ts";
import { partsOf } from "../../live/polls/pairs.ts";

interface Response {
  /** A type of SCORM 2004 and xAPI: choice, sequencing, likert, matching, numeric, long-fill-in or other. */
  type: string;
  /** The parts of the response: ids, or one value. */
  parts: string[];
  /** The parts of the right response, or null if there is none. */
  right: string[] | null;
  /** The least and the greatest right number, or null. */
  between: [string, string] | null;
}

/** Stands between the row and the column of a pair. */
export const JOINT = "[.]";

export function responseOf(slide: PackSlide, answer: Answer): Response {
  const poll = slide.poll;
  const type = poll ? KINDS[poll.kind].interaction : "long-fill-in";
  const correct = poll?.is_quiz ? poll.options.filter((one) => one.is_correct).map((one) => one.id) : [];
  const right = poll?.is_quiz ? (poll.right ?? null) : null;
  return {
    type,
    parts: answeredParts(answer),
    right: correct.length ? correct.map(named) : null,
    between: right ? boundsOf(right) : null,
  };
}

/** The name of an option, or of both options that a pair joins. */
function named(id: string) {
  return isCell(id) ? partsOf(id).join(JOINT) : id;
}

function answeredParts(answer: Answer) {
  if (answer.abstain) return [];
  if (answer.options?.length) return answer.options.map(named);
  const points = Object.entries(answer.points ?? {});
  if (points.length) return points.map(([id, given]) => `${id}=${given}`);
  if (typeof answer.number === "number") return [decimalText(answer.number)];
  if (answer.words?.length) return [answer.words.join("; ")];
  return [answer.text ?? ""];
}

/** Seconds as ISO 8601, as SCORM 2004 and xAPI require. */
export function isoDuration(seconds: number) {
  const [hours, minutes, rest] = apart(seconds);
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest}S`;
}

/** Seconds as SCORM 1.2 requires: HH:MM:SS. */
export function clockDuration(seconds: number) {
  return apart(seconds)
    .map((one) => String(one).padStart(2, "0"))
    .join(":");
}

function apart(seconds: number): [number, number, number] {
  const whole = Math.max(0, Math.round(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}
