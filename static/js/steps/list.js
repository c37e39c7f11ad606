// @ts-check
/** Next steps in the order in which they matter, and what this member's answer is. No DOM. */

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").StepAnswer} StepAnswer */
/** @typedef {import("../live/room.js").Room} Room */

const ORDER = ["put", "proposed", "agreed", "dropped"];

/** @type {StepAnswer[]} */
export const ANSWERS = ["agree", "disagree", "abstain"];

/**
 * @param {StepView[]} steps
 * @returns {StepView[]}
 */
export function inOrder(steps) {
  return [...steps].sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.step - other.step,
  );
}

/**
 * The step that waits for this member's answer, if there is one.
 * @param {Room["state"]} state
 * @returns {StepView | null}
 */
export function unanswered(state) {
  if (state.me.role !== "participant") return null;
  return state.steps.find((step) => step.state === "put" && !step.mine) ?? null;
}

/**
 * Whether what is typed as a reason says something else than what was sent with the answer. Spaces
 * do not count: the server joins them.
 * @param {string | null} typed null when nothing was typed
 * @param {Pick<AnswerStatus, "answer" | "reason">} told
 */
export function isReasonUnsent(typed, { answer, reason }) {
  return answer !== null && typed !== null && words(typed) !== words(reason);
}

/** @param {string} text */
function words(text) {
  return text.trim().split(/\s+/).join(" ");
}

/**
 * `word` is the key of the words to show ("" for none), `refusal` a code to word instead.
 * @typedef {object} AnswerStatus
 * @property {StepAnswer | null} answer
 * @property {string} reason
 * @property {string} word
 * @property {string} [refusal]
 * @property {"good" | "wait" | "stop" | ""} tone
 */

/**
 * The answer as this screen knows it: what is on its way comes before what is recorded.
 * @param {StepView} step
 * @param {Pick<Room, "waiting" | "refusals" | "connection">} room
 * @returns {AnswerStatus}
 */
export function answerStatus(step, { waiting, refusals, connection }) {
  const isThis = (/** @type {{command: string, fields: Record<string, any>}} */ { command, fields }) =>
    command === "step.answer" && fields.step === step.step;
  const onItsWay = waiting.filter(isThis).pop();
  if (onItsWay) {
    const { answer, reason = "" } = onItsWay.fields;
    return { answer, reason, word: connection === "connected" ? "step.sending" : "step.kept", tone: "wait" };
  }
  const answer = step.mine?.answer ?? null;
  const reason = step.mine?.reason ?? "";
  const refusal = refusals.find(isThis);
  if (refusal) return { answer, reason, word: "", refusal: refusal.code, tone: "stop" };
  return answer
    ? { answer, reason, word: "step.recorded", tone: "good" }
    : { answer, reason, word: "", tone: "" };
}
