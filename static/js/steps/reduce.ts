// @ts-check
/** The next steps of the room, and how it agrees. Pure. */

/** @typedef {import("../live/types.js").StepView} StepView */

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };

/** @type {NonNullable<import("../live/hooks.js").Feature["reduce"]>} */
export const reduceSteps = {
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

/** @param {import("../live/types.js").Snapshot} state @param {any} body */
function proposed({ steps }, { step }) {
  const isKnown = steps.some((known) => known.step === step.step);
  return { steps: isKnown ? change(steps, step.step, () => step) : [...steps, step] };
}

/** @param {import("../live/types.js").Snapshot} state @param {any} body */
function reasoned({ steps }, { step, reasons }) {
  return { steps: change(steps, step, () => ({ reasons })) };
}

/** The acknowledgement, which may be all that comes, does not say whether it was late. @param {StepView} step @param {any} body */
function answered({ ballot, mine }, { answer, reason = "", is_late = mine?.is_late ?? false, ballot: of = ballot }) {
  return of === ballot ? { mine: { answer, reason, is_late } } : {};
}

/** @param {StepView[]} steps @param {number | null} number @param {(step: StepView) => object} how */
function change(steps, number, how) {
  return steps.map((step) => (step.step === number ? renewed(step, { ...step, ...how(step) }) : step));
}

/** In another ballot there are no answers yet. @param {StepView} was @param {StepView} now */
function renewed(was, now) {
  return was.ballot === now.ballot ? now : { ...now, mine: null, reasons: [] };
}
