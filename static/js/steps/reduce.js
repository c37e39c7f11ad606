// @ts-check
/** The next steps of the room, and how it agrees. Pure. */

/** @typedef {import("../live/types.js").StepView} StepView */

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reduceSteps(state, name, body) {
  if (name === "step.terms") return { ...state, terms: body.terms };
  const steps = nextSteps(state.steps, name, body);
  return steps === state.steps ? state : { ...state, steps };
}

/** @param {StepView[]} steps @param {string} name @param {any} body @returns {StepView[]} */
function nextSteps(steps, name, body) {
  const changeThis = (/** @type {(step: StepView) => object} */ how) => change(steps, body.step, how);
  switch (name) {
    case "step.proposed":
    case "step.changed": {
      const known = steps.find(({ step }) => step === body.step.step);
      return known ? change(steps, known.step, () => body.step) : [...steps, body.step];
    }
    case "step.put":
      return change(
        change(steps, body.previous, () => ({ state: "proposed" })),
        body.step,
        ({ ballot, counts }) => ({
          state: "put",
          ballot: body.ballot,
          outcome: null,
          counts: ballot === body.ballot ? counts : NOBODY,
        }),
      );
    case "step.counts":
      return changeThis(() => ({ counts: body.counts }));
    case "step.answered":
      return changeThis((step) => answered(step, body));
    case "step.reasons":
    case "step.shared_reasons":
      return changeThis(() => ({ reasons: body.reasons }));
    default:
      return steps;
  }
}

/** The acknowledgement, which may be all that comes, does not say whether it was late. @param {StepView} step @param {any} body */
function answered({ ballot, mine }, { answer, reason, is_late = mine?.is_late ?? false, ballot: of = ballot }) {
  return of === ballot ? { mine: { answer, reason, is_late } } : {};
}

/** @param {StepView[]} steps @param {number | null} number @param {(step: StepView) => object} how */
function change(steps, number, how) {
  if (!steps.some((step) => step.step === number)) return steps;
  return steps.map((step) => (step.step === number ? renewed(step, { ...step, ...how(step) }) : step));
}

/** In another ballot there are no answers yet. @param {StepView} was @param {StepView} now */
function renewed(was, now) {
  return was.ballot === now.ballot ? now : { ...now, mine: null, reasons: [] };
}
