/** Orders next steps by importance, and says what this member has to do with them. No DOM. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { OwnerView, StepAnswer, StepView } from "../../room/engine/types.ts";

const ORDER = ["put", "closed", "proposed", "agreed", "owned", "in_progress", "blocked", "done", "dropped"];
/** The states of an agreed step, whatever has happened to it since. */
const AGREED_STATES = ["agreed", "owned", "in_progress", "blocked", "done"];

export const ANSWERS: StepAnswer[] = ["agree", "reserve", "disagree", "abstain", "must_ask"];

export const LATE = msg("Your answer was on its way when it was closed. It is counted.");
const RECORDED = msg("Your answer is recorded. You may change it until it is closed.");

export function byImportance<S extends Pick<StepView, "state" | "step">>(steps: S[]): S[] {
  return [...steps].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.step - b.step,
  );
}

export function isAgreed({ state }: Pick<StepView, "state">) {
  return AGREED_STATES.includes(state);
}

/** Returns whether the step was put and not agreed, in the wording that it still has. */
export function isNotAgreed({ state, outcome, version }: Pick<StepView, "state" | "outcome" | "version">) {
  return state === "proposed" && outcome?.version === version;
}

/** Returns whether the step's owners may still change. */
export function isOpen({ state }: Pick<StepView, "state">) {
  return state !== "done" && state !== "dropped";
}

/** Returns the step that waits for this member's answer, if there is one. */
export function stepToAnswer(state: Room["state"]): StepView | null {
  if (state.me.role !== "participant") return null;
  return state.steps.find((step) => step.state === "put" && !step.mine) ?? null;
}

/** Returns the steps that this member is asked to own, and has not answered. */
export function askedToOwn({ me, steps }: Pick<Room["state"], "me" | "steps">): { step: StepView; owner: OwnerView }[] {
  return steps.filter(isOpen).flatMap((step) => {
    const owner = step.owners.find(({ member, state }) => member === me.member && state === "asked");
    return owner ? [{ step, owner }] : [];
  });
}

/**
 * Returns whether the typed reason differs from the one that was sent with the answer. Spaces do not count: the
 * server joins them.
 * @param typed null if nothing was typed
 */
export function isReasonUnsent(typed: string | null, { answer, reason }: Pick<AnswerStatus, "answer" | "reason">) {
  return answer !== null && typed !== null && words(typed) !== words(reason);
}

function words(text: string) {
  return text.trim().split(/\s+/).join(" ");
}

export interface AnswerStatus {
  answer: StepAnswer | null;
  reason: string;
  word: Msg | "";
  /** The code of a refusal to show instead of the words. */
  refusal?: string;
  tone: "good" | "wait" | "stop" | "";
}

/**
 * Returns the answer as this screen knows it: an answer on its way takes precedence over the recorded one. An answer to
 * another wording does not count for this one, but the text typed with it is kept.
 */
export function answerStatus(
  step: StepView,
  { waiting, refusals, connection }: Pick<Room, "waiting" | "refusals" | "connection">,
): AnswerStatus {
  const isThis = ({ command, fields }: { command: string; fields: Record<string, any> }) =>
    command === "step.answer" && fields.step === step.step;
  const waitingEntry = waiting.filter((entry) => isThis(entry) && entry.fields.ballot === step.ballot).pop();
  if (waitingEntry) {
    const { answer, reason = "" } = waitingEntry.fields;
    return { answer, reason, word: sendingText({ connection }), tone: "wait" };
  }
  const { answer = null, reason = "", is_late = false } = step.mine ?? {};
  const refusal = refusals.find((candidate) => isThis(candidate) && (candidate.fields.ballot === step.ballot || candidate.code === "step_reworded"));
  if (refusal) {
    return { answer, reason: reason || refusal.fields.reason, word: "", refusal: refusal.code, tone: "stop" };
  }
  if (!answer) return { answer, reason, word: "", tone: "" };
  const message = step.state === "put" ? RECORDED : msg("Your answer is counted.");
  return { answer, reason, word: is_late ? LATE : message, tone: "good" };
}

/** Says where an answer is that was sent and is not acknowledged yet. */
export function sendingText({ connection }: Pick<Room, "connection">): Msg {
  return connection === "connected" ? msg("Sending…") : msg("Kept on this device, will be sent");
}
