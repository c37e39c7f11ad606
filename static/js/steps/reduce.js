// @ts-check
/** The next steps of the room. Pure. */

/** @typedef {import("../live/types.js").StepView} StepView */

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reduceSteps(state, name, body) {
  const steps = nextSteps(state.steps, name, body);
  return steps === state.steps ? state : { ...state, steps };
}

/** @param {StepView[]} steps @param {string} name @param {any} body @returns {StepView[]} */
function nextSteps(steps, name, body) {
  switch (name) {
    case "step.proposed":
      return [...steps.filter((step) => step.step !== body.step.step), body.step];
    case "step.put":
      return change(change(steps, body.previous, { state: "proposed" }), body.step, { state: "put" });
    case "step.agreed":
      return change(steps, body.step, agreed(body));
    case "step.dropped":
      return change(steps, body.step, { state: "dropped" });
    case "step.counts":
      return change(steps, body.step, { counts: body.counts });
    case "step.answered":
      return change(steps, body.step, { mine: { answer: body.answer, reason: body.reason } });
    case "step.reasons":
      return change(steps, body.step, { reasons: body.reasons });
    default:
      return steps;
  }
}

/** @param {any} body @returns {Partial<StepView>} */
function agreed({ owner, due, counts }) {
  return { state: "agreed", owner, due, counts };
}

/** @param {StepView[]} steps @param {number | null} number @param {Partial<StepView>} changes */
function change(steps, number, changes) {
  if (!steps.some((step) => step.step === number)) return steps;
  return steps.map((step) => (step.step === number ? { ...step, ...changes } : step));
}
