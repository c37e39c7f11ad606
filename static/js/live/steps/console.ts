/** Next steps on the console: their tab, and the key that closes the step being put. */

import type { Lectern } from "../console/lectern.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { mountSteps } from "./console/panel.ts";

export const steps: OnConsole = {
  panels: { steps: mountSteps },
  counts: { steps: ({ steps }) => steps.filter(({ state }) => ["put", "closed", "proposed"].includes(state)).length },
  keys: { step: { panel: "steps", press: closeStep } },
};

/** Closes the step being put at the second press. If none is being put, leads to the first that can be. */
function closeStep(lectern: Lectern) {
  const { steps, room } = lectern.room.state;
  const put = steps.find(({ state }) => state === "put");
  if (!put) {
    const first = document.querySelector("#steps-body [data-state='proposed'] .row .button");
    return void ((first as HTMLElement | null)?.focus());
  }
  const control = `step ${put.step}`;
  if (room.state !== "live" || !lectern.may("step.close") || !lectern.twice.press(control)) return;
  void lectern.act(control, "step.close", { step: put.step });
}
