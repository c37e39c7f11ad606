// @ts-check
/** Next steps on the console: their tab, and the key that closes the one that is put. */

import { mountSteps } from "./console/panel.js";

/** @type {import("../live/hooks.js").OnConsole} */
export const steps = {
  panels: { steps: mountSteps },
  counts: { steps: ({ steps }) => steps.filter(({ state }) => ["put", "closed", "proposed"].includes(state)).length },
  keys: { step: { panel: "steps", press: closeStep } },
};

/**
 * At the second press closes the step that is put; while none is put, leads to the first that could be.
 * @param {import("../console/lectern.js").Lectern} lectern
 */
function closeStep(lectern) {
  const { steps, room } = lectern.room.state;
  const put = steps.find(({ state }) => state === "put");
  if (!put) {
    const first = document.querySelector("#steps-body [data-state='proposed'] .row .button");
    return void (/** @type {HTMLElement | null} */ (first)?.focus());
  }
  const control = `step ${put.step}`;
  if (room.state !== "live" || !lectern.may("step.close") || !lectern.twice.press(control)) return;
  void lectern.act(control, "step.close", { step: put.step });
}
