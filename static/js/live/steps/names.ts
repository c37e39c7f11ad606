/** The names of a step's states, of the answers to it and of its outcomes. No DOM. */

import { msg, msgIn, type Msg } from "../../kit/words.ts";
import type { StepAnswer, StepState, Verdict } from "../../room/engine/types.ts";

export const STATE_NAMES: Record<StepState, Msg> = {
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

export const ANSWER_NAMES: Record<StepAnswer, Msg> = {
  agree: msg("Agree"),
  reserve: msg("Agree, with a reservation"),
  disagree: msg("Disagree"),
  abstain: msg("Abstain"),
  must_ask: msg("I must ask my superior"),
};

/** As hosts read them. */
export const HOST_ANSWER_NAMES: Record<StepAnswer, Msg> = {
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
