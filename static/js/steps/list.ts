// @ts-check
/** Next steps in the order in which they matter, and what this member has to do with them. No DOM. */

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").OwnerView} OwnerView */
/** @typedef {import("../live/types.js").StepAnswer} StepAnswer */
/** @typedef {import("../live/room.js").Room} Room */

const ORDER = ["put", "closed", "proposed", "agreed", "owned", "in_progress", "blocked", "done", "dropped"];
/** Agreed, whatever has become of it since. */
const FOLLOWED = ["agreed", "owned", "in_progress", "blocked", "done"];

/** @type {StepAnswer[]} */
export const ANSWERS = ["agree", "reserve", "disagree", "abstain", "must_ask"];

/**
 * @template {Pick<StepView, "state" | "step">} S
 * @param {S[]} steps
 * @returns {S[]}
 */
export function inOrder(steps) {
  return [...steps].sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.step - other.step,
  );
}

/** @param {Pick<StepView, "state">} step */
export function isAgreed({ state }) {
  return FOLLOWED.includes(state);
}

/** Whether its owners may still change. @param {Pick<StepView, "state">} step */
export function isOpen({ state }) {
  return state !== "done" && state !== "dropped";
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
 * What this member is asked to see to, and has not answered.
 * @param {Pick<Room["state"], "me" | "steps">} state
 * @returns {{step: StepView, owner: OwnerView}[]}
 */
export function asked({ me, steps }) {
  return steps.filter(isOpen).flatMap((step) => {
    const owner = step.owners.find(({ member, state }) => member === me.member && state === "asked");
    return owner ? [{ step, owner }] : [];
  });
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
 * The answer as this screen knows it: what is on its way comes before what is recorded. An answer to
 * another wording is none to this one, but what was typed with it is kept.
 * @param {StepView} step
 * @param {Pick<Room, "waiting" | "refusals" | "connection">} room
 * @returns {AnswerStatus}
 */
export function answerStatus(step, { waiting, refusals, connection }) {
  const isThis = (/** @type {{command: string, fields: Record<string, any>}} */ { command, fields }) =>
    command === "step.answer" && fields.step === step.step;
  const onItsWay = waiting.filter((entry) => isThis(entry) && entry.fields.ballot === step.ballot).pop();
  if (onItsWay) {
    const { answer, reason = "" } = onItsWay.fields;
    return { answer, reason, word: connection === "connected" ? "step.sending" : "step.kept", tone: "wait" };
  }
  const { answer = null, reason = "", is_late = false } = step.mine ?? {};
  const refusal = refusals.find((one) => isThis(one) && (one.fields.ballot === step.ballot || one.code === "step_reworded"));
  if (refusal) {
    return { answer, reason: reason || refusal.fields.reason, word: "", refusal: refusal.code, tone: "stop" };
  }
  if (!answer) return { answer, reason, word: "", tone: "" };
  if (is_late) return { answer, reason, word: "step.late", tone: "good" };
  return { answer, reason, word: step.state === "put" ? "step.recorded" : "step.counted", tone: "good" };
}
