/** Reduces the next steps of the room, and how the room agrees. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";
import type { Snapshot, StepView } from "../../room/engine/types.ts";

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };

export const reduceSteps: NonNullable<Feature["reduce"]> = {
  "step.terms": (_state, { terms }) => ({ terms }),
  "step.proposed": putStep,
  "step.changed": putStep,
  "step.put": ({ steps }, { step, previous, ballot }) => ({
    steps: change(
      change(steps, previous, () => ({ state: "proposed" })),
      step,
      (before) => ({ state: "put", ballot, outcome: null, counts: before.ballot === ballot ? before.counts : NOBODY }),
    ),
  }),
  "step.counts": ({ steps }, { step, counts }) => ({ steps: change(steps, step, () => ({ counts })) }),
  "step.answered": ({ steps }, body) => ({ steps: change(steps, body.step, (step) => ownAnswer(step, body)) }),
  "step.reasons": putReasons,
  "step.shared_reasons": putReasons,
};

function putStep({ steps }: Snapshot, { step }: any) {
  const isKnown = steps.some((candidate) => candidate.step === step.step);
  return { steps: isKnown ? change(steps, step.step, () => step) : [...steps, step] };
}

function putReasons({ steps }: Snapshot, { step, reasons }: any) {
  return { steps: change(steps, step, () => ({ reasons })) };
}

/**
 * Returns the member's answer. The acknowledgement, which may be all that arrives, does not say whether it was
 * late.
 */
function ownAnswer(
  { ballot, mine }: StepView,
  { answer, reason = "", is_late = mine?.is_late ?? false, ballot: ownBallot = ballot }: any,
) {
  return ownBallot === ballot ? { mine: { answer, reason, is_late } } : {};
}

function change(steps: StepView[], number: number | null, changesOf: (step: StepView) => object) {
  return steps.map((step) => (step.step === number ? withNewBallot(step, { ...step, ...changesOf(step) }) : step));
}

/** Forgets the answers if there is a new ballot. */
function withNewBallot(before: StepView, after: StepView) {
  return before.ballot === after.ballot ? after : { ...after, mine: null, reasons: [] };
}
