/** Speaks SCORM 1.2, which has one status for completing and passing, and 4,096 characters for progress. */
import { isCell } from "../../live/polls/cells.ts";
import { columnsOf, rowsOf } from "../../live/polls/pairs.ts";
import { clockDuration, JOINT, responseOf } from "./responses.ts";
import type { Dialect } from "./scorm.ts";

/** In characters. */
const LONGEST_RESPONSE = 255;
/** The order of the statuses: somebody who has passed is never reported as failed or incomplete. */
const ORDER = ["", "not attempted", "browsed", "incomplete", "failed", "completed", "passed"];
const TYPES: Record<string, string> = {
  choice: "choice",
  "true-false": "true-false",
  sequencing: "sequencing",
  likert: "likert",
  matching: "matching",
  numeric: "numeric",
};

export const SCORM12: Dialect = {
  name: "API",
  calls: {
    begin: "LMSInitialize",
    end: "LMSFinish",
    get: "LMSGetValue",
    put: "LMSSetValue",
    commit: "LMSCommit",
    error: "LMSGetLastError",
  },
  capacity: 4096,
  fields: { suspend: "cmi.suspend_data", place: "cmi.core.lesson_location" },
  isJudged: (get) => {
    const mode = get("cmi.core.lesson_mode");
    return mode !== "browse" && mode !== "review" && get("cmi.core.credit") !== "no-credit";
  },
  status: (get) => get("cmi.core.lesson_status"),
  tell(put, session) {
    put("cmi.core.exit", "suspend");
    put("cmi.core.session_time", clockDuration(session.seconds));
    if (!session.isJudged) return;
    const { isDone, percent, isPassed } = session.standing;
    if (isDone && percent !== null) {
      put("cmi.core.score.min", "0");
      put("cmi.core.score.max", "100");
      put("cmi.core.score.raw", String(percent));
    }
    const status = !isDone ? "incomplete" : isPassed === null ? "completed" : isPassed ? "passed" : "failed";
    if (ORDER.indexOf(status) >= ORDER.indexOf(session.status)) session.status = status;
    put("cmi.core.lesson_status", session.status);
  },
  interaction(put, at, deed, slide, isRight) {
    const { type, parts, right, between } = responseOf(slide, deed.answer);
    const field = `cmi.interactions.${at}`;
    const options = (slide.poll?.options ?? []).map((option) => option.id);
    const cells = options.filter(isCell);
    const lists = cells.length ? [rowsOf(cells), columnsOf(cells)] : [options];
    // An option is named by one letter, true and false by their own.
    const letter = (id: string, part: number) => {
      if (type === "true-false") return id.slice(0, 1);
      const place = lists[part]?.indexOf(id) ?? -1;
      return place < 0 ? id : (place + 10).toString(36);
    };
    const shortPattern = (ids: string[]) => ids.map((id) => id.split(JOINT).map(letter).join(".")).join(",");
    if (!put(`${field}.id`, identifier(slide.id))) return;
    put(`${field}.time`, new Date(deed.at).toTimeString().slice(0, 8));
    put(`${field}.type`, TYPES[type] ?? "fill-in");
    if (right) put(`${field}.correct_responses.0.pattern`, shortPattern(right));
    else if (between && between[0] === between[1]) put(`${field}.correct_responses.0.pattern`, between[0]);
    if (parts.length) put(`${field}.student_response`, shortPattern(parts).replace(/\s+/g, " ").slice(0, LONGEST_RESPONSE));
    put(`${field}.result`, isRight === null ? "neutral" : isRight ? "correct" : "wrong");
  },
};

function identifier(id: string) {
  return id.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, LONGEST_RESPONSE);
}
