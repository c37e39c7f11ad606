/** Adds next steps to the console: their tab, and the key that closes the step being put. */

import type { Lectern } from "../console/lectern.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { stepMoment } from "./console/moment.ts";
import { mountSteps } from "./console/panel.ts";

export const steps: OnConsole = {
  panels: { steps: mountSteps },
  counts: { steps: ({ steps }) => steps.filter(({ state }) => ["put", "closed", "proposed"].includes(state)).length },
  moment: stepMoment,
  acts: {
    "step.put": msg("{name} put a next step to everyone"),
    "step.recalled": msg("{name} took back the next step"),
    "step.closed": msg("{name} closed the next step"),
  },
  keys: { step: { panel: "steps", press: closeStep } },
};

/** Closes the step being put at the second press. If none is being put, leads to the first that can be. */
function closeStep(lectern: Lectern) {
  const { steps, room } = lectern.room.state;
  const openStep = steps.find(({ state }) => state === "put");
  if (!openStep) {
    const firstButton = document.querySelector("#steps-body [data-state='proposed'] .row .button");
    return void ((firstButton as HTMLElement | null)?.focus());
  }
  const control = `step ${openStep.step}`;
  if (room.state !== "live" || !lectern.may("step.close") || !lectern.twice.press(control)) return;
  void lectern.act(control, "step.close", { step: openStep.step });
}
