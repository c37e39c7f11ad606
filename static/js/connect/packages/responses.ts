/** Describes answers as the interactions of SCORM and cmi5: their type, what was chosen, and what is right. */

import { boundsOf, decimalText } from "../../learn/player/numeric.ts";
import type { Answer, PackSlide } from "../../learn/player/types.ts";
import { isCell } from "../../live/polls/cells.ts";
import { INTERACTIONS } from "../../live/polls/kinds/all.ts";
import { partsOf } from "../../live/polls/pairs.ts";

interface Response {
  /** A type of SCORM 2004 and xAPI: choice, true-false, sequencing, likert, matching, numeric, long-fill-in or other. */
  type: string;
  /** The parts of the response: ids, or one value. */
  parts: string[];
  /** The parts of the right response, or null if there is none. */
  right: string[] | null;
  /** The least and the greatest right number, or null if no range of numbers is right. */
  between: [string, string] | null;
}

/** Stands between the row and the column of a pair. */
export const JOINT = "[.]";

export function responseOf(slide: PackSlide, answer: Answer): Response {
  const poll = slide.poll;
  const type = poll ? INTERACTIONS[poll.kind] : "long-fill-in";
  const correctIds = poll?.is_quiz ? poll.options.filter((option) => option.is_correct).map((option) => option.id) : [];
  const rightRange = poll?.is_quiz ? (poll.right ?? null) : null;
  return {
    type,
    parts: answeredParts(answer),
    right: correctIds.length ? correctIds.map(nameOf) : null,
    between: rightRange ? boundsOf(rightRange) : null,
  };
}

/** Returns the name of an option, or of both options that a pair joins. */
function nameOf(id: string) {
  return isCell(id) ? partsOf(id).join(JOINT) : id;
}

function answeredParts(answer: Answer) {
  if (answer.abstain) return [];
  if (answer.options?.length) return answer.options.map(nameOf);
  const points = Object.entries(answer.points ?? {});
  if (points.length) return points.map(([id, value]) => `${id}=${value}`);
  if (typeof answer.number === "number") return [decimalText(answer.number)];
  if (answer.words?.length) return [answer.words.join("; ")];
  return [answer.text ?? ""];
}

/** Writes seconds as ISO 8601, as SCORM 2004 and xAPI require. */
export function isoDuration(seconds: number) {
  const [hours, minutes, rest] = hoursMinutesSeconds(seconds);
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest}S`;
}

/** Writes seconds as SCORM 1.2 requires: HH:MM:SS. */
export function clockDuration(seconds: number) {
  return hoursMinutesSeconds(seconds)
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

function hoursMinutesSeconds(seconds: number): [number, number, number] {
  const wholeSeconds = Math.max(0, Math.round(seconds));
  return [Math.floor(wholeSeconds / 3600), Math.floor(wholeSeconds / 60) % 60, wholeSeconds % 60];
}
