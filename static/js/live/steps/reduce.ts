/** The next steps of the room, and how the room agrees. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";
import type { Snapshot, StepView } from "../../room/engine/types.ts";

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };

export const reduceSteps: NonNullable<Feature["reduce"]> = {
  "step.terms": (_state, { terms }) => ({ terms }),
  "step.proposed": proposed,
  "step.changed": proposed,
  "step.put": ({ steps }, { step, previous, ballot }) => ({
    steps: change(
      change(steps, previous, () => ({ state: "proposed" })),
      step,
      (was) => ({ state: "put", ballot, outcome: null, counts: was.ballot === ballot ? was.counts : NOBODY }),
    ),
  }),
  "step.counts": ({ steps }, { step, counts }) => ({ steps: change(steps, step, () => ({ counts })) }),
  "step.answered": ({ steps }, body) => ({ steps: change(steps, body.step, (step) => answered(step, body)) }),
  "step.reasons": reasoned,
  "step.shared_reasons": reasoned,
};

function proposed({ steps }: Snapshot, { step }: any) {
  const isKnown = steps.some((known) => known.step === step.step);
  return { steps: isKnown ? change(steps, step.step, () => step) : [...steps, step] };
}

function reasoned({ steps }: Snapshot, { step, reasons }: any) {
  return { steps: change(steps, step, () => ({ reasons })) };
}

/** The acknowledgement, which may be all that arrives, does not say whether the answer was late. */
function answered(
  { ballot, mine }: StepView,
  { answer, reason = "", is_late = mine?.is_late ?? false, ballot: of = ballot }: any,
) {
  return of === ballot ? { mine: { answer, reason, is_late } } : {};
}

function change(steps: StepView[], number: number | null, how: (step: StepView) => object) {
  return steps.map((step) => (step.step === number ? renewed(step, { ...step, ...how(step) }) : step));
}

/** A new ballot has no answers yet. */
function renewed(was: StepView, now: StepView) {
  return was.ballot === now.ballot ? now : { ...now, mine: null, reasons: [] };
}
