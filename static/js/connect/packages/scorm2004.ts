/**
 * Speaks SCORM 2004, which reports completion and success separately, and has room for 64,000 characters of
 * progress.
 */
import { isoDuration, responseOf } from "./responses.ts";
import type { Dialect } from "./scorm.ts";

// In characters.
const LONGEST_RESPONSE = 4000;
const LONGEST_DESCRIPTION = 250;

export const SCORM2004: Dialect = {
  name: "API_1484_11",
  calls: {
    begin: "Initialize",
    end: "Terminate",
    get: "GetValue",
    put: "SetValue",
    commit: "Commit",
    error: "GetLastError",
  },
  capacity: 64000,
  fields: { suspend: "cmi.suspend_data", place: "cmi.location" },
  isJudged: (get) => get("cmi.mode") !== "browse" && get("cmi.mode") !== "review" && get("cmi.credit") !== "no-credit",
  status: (get) => `${get("cmi.completion_status")} ${get("cmi.success_status")}`,
  tell(put, session) {
    put("cmi.exit", "suspend");
    put("cmi.session_time", isoDuration(session.seconds));
    if (!session.isJudged) return;
    const { isDone, share, percent, isPassed } = session.standing;
    const [wasDone, wasPassed] = [session.status.startsWith("completed"), session.status.endsWith(" passed")];
    const completion = isDone || wasDone ? "completed" : "incomplete";
    const success = wasPassed || (isDone && isPassed) ? "passed" : isDone && isPassed === false ? "failed" : "unknown";
    session.status = `${completion} ${success}`;
    put("cmi.progress_measure", completion === "completed" ? "1" : share.toFixed(4));
    put("cmi.completion_status", completion);
    if (isDone && percent !== null) {
      put("cmi.score.min", "0");
      put("cmi.score.max", "100");
      put("cmi.score.raw", String(percent));
      put("cmi.score.scaled", (percent / 100).toFixed(2));
    }
    if (success !== "unknown") put("cmi.success_status", success);
  },
  interaction(put, at, deed, slide, isRight) {
    const { type, parts, right, between } = responseOf(slide, deed.answer);
    const field = `cmi.interactions.${at}`;
    if (!put(`${field}.id`, slide.id)) return;
    put(`${field}.type`, type);
    put(`${field}.timestamp`, new Date(deed.at).toISOString().slice(0, 22) + "Z");
    if (right) put(`${field}.correct_responses.0.pattern`, right.join("[,]"));
    if (between) put(`${field}.correct_responses.0.pattern`, between.join("[:]"));
    const question = slide.poll?.text[deed.language]?.question ?? slide.text[deed.language]?.title;
    if (question) put(`${field}.description`, `{lang=${deed.language}}${question}`.slice(0, LONGEST_DESCRIPTION));
    if (parts.length) put(`${field}.learner_response`, parts.join("[,]").replace(/\s+/g, " ").slice(0, LONGEST_RESPONSE));
    put(`${field}.result`, isRight === null ? "neutral" : isRight ? "correct" : "incorrect");
  },
};
