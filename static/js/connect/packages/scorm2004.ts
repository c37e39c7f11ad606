/** SCORM 2004: it reports completion and success separately, and has room for 64,000 characters of progress. */
import { isoDuration, responseOf } from "./responses.ts";
import type { Dialect } from "./scorm.ts";

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
    const done = isDone || wasDone ? "completed" : "incomplete";
    const passed = wasPassed || (isDone && isPassed) ? "passed" : isDone && isPassed === false ? "failed" : "unknown";
    session.status = `${done} ${passed}`;
    put("cmi.progress_measure", done === "completed" ? "1" : share.toFixed(4));
    put("cmi.completion_status", done);
    if (isDone && percent !== null) {
      put("cmi.score.min", "0");
      put("cmi.score.max", "100");
      put("cmi.score.raw", String(percent));
      put("cmi.score.scaled", (percent / 100).toFixed(2));
    }
    if (passed !== "unknown") put("cmi.success_status", passed);
  },
  interaction(put, at, answered, slide, isRight) {
    const { type, parts, right, between } = responseOf(slide, answered.answer);
    const field = `cmi.interactions.${at}`;
    if (!put(`${field}.id`, slide.id)) return;
    put(`${field}.type`, type);
    put(`${field}.timestamp`, new Date(answered.at).toISOString().slice(0, 22) + "Z");
    if (right) put(`${field}.correct_responses.0.pattern`, right.join("[,]"));
    if (between) put(`${field}.correct_responses.0.pattern`, between.join("[:]"));
    const question = slide.poll?.text[answered.language]?.question ?? slide.text[answered.language]?.title;
    if (question) put(`${field}.description`, `{lang=${answered.language}}${question}`.slice(0, LONGEST_DESCRIPTION));
    if (parts.length) put(`${field}.learner_response`, parts.join("[,]").replace(/\s+/g, " ").slice(0, LONGEST_RESPONSE));
    put(`${field}.result`, isRight === null ? "neutral" : isRight ? "correct" : "incorrect");
  },
};
