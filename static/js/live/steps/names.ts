/** Names a step's states, the answers to it and its outcomes. No DOM. */

import { msg, msgIn, type Msg } from "../../kit/words.ts";
import type { StepAnswer, StepState, StepView, Verdict } from "../../room/engine/types.ts";
import { isNotAgreed } from "./list.ts";

const STATE_NAMES: Record<StepState, Msg> = {
  proposed: msg("Proposed"),
  put: msgIn("state of a step", "Put to everyone"),
  closed: msgIn("state of a step", "Closed"),
  agreed: msg("Agreed"),
  owned: msgIn("state of a step", "Agreed, somebody is responsible"),
  in_progress: msgIn("state of a step", "In progress"),
  blocked: msgIn("state of a step", "Blocked"),
  done: msgIn("state of a step", "Done"),
  dropped: msg("Dropped"),
};

/** Names where a step stands. One that was not agreed may be put again, and is a new proposal only in other words. */
export function stateName(step: Pick<StepView, "state" | "outcome" | "version">): Msg {
  return isNotAgreed(step) ? msg("Not agreed") : STATE_NAMES[step.state];
}

/** In the same words for those who answer and those who read the answers. */
export const ANSWER_NAMES: Record<StepAnswer, Msg> = {
  agree: msg("Agree"),
  reserve: msg("Agree, with a reservation"),
  disagree: msg("Disagree"),
  abstain: msg("Abstain"),
  must_ask: msg("Must ask a superior"),
};

export const VERDICT_NAMES: Record<Verdict, Msg> = {
  agreed: msg("Agreed"),
  not_agreed: msg("Not agreed"),
  no_quorum: msg("Not agreed: no quorum"),
};
