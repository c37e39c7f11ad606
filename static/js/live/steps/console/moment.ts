/** Gives the step that is put to everyone to the card of the moment. */

import { html } from "lit-html";

import { refusalLine } from "../../console/control.ts";
import { awaitedInStep } from "../../awaited/line.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { Moment } from "../../../room/engine/hooks.ts";
import type { Words } from "../../../kit/words.ts";
import type { StepView } from "../../../room/engine/types.ts";
import { sceneNow } from "../../stage/now.ts";
import { isAgreed } from "../list.ts";
import { stateName } from "../names.ts";
import { mainControls } from "./card.ts";
import { attendanceOf, wordsFor } from "./facts.ts";
import { ANSWERED, answerBars } from "./outcome.ts";

export function stepMoment(lectern: Lectern): Moment | undefined {
  const { steps } = lectern.room.state;
  const scene = sceneNow(lectern.room);
  const asked = steps.find(({ state }) => state === "put") ?? steps.find(({ state }) => state === "closed");
  if (asked) return askedMoment(lectern, asked);
  // As on the stage, the outcome stays until the presenter moves on.
  const decided = steps.find(({ step, outcome }) => step === scene.step && outcome);
  return decided && decidedMoment(lectern, decided);
}

/** Returns what the card says of every step. */
function about({ words, room }: Lectern, step: StepView): Pick<Moment, "name" | "kind" | "title" | "isOnStage"> {
  const { text, language } = wordsFor(step, room.state.me.language);
  const name = words.say("Next step {n}", { n: step.step });
  return {
    name,
    isOnStage: sceneNow(room).step === step.step,
    kind: html`${name} · <strong>${words.say(stateName(step))}</strong>`,
    title: html`<span lang=${language} dir="auto">${text}</span>`,
  };
}

function decidedMoment(lectern: Lectern, step: StepView): Moment {
  const { words } = lectern;
  const lacks = step.owners.length ? "" : words.say("No owner yet");
  return {
    ...about(lectern, step),
    key: `decided ${step.step}`,
    urgency: "next",
    state: isAgreed(step) ? lacks : "",
    act: openSteps(words),
    more: answerBars(lectern, step.counts),
  };
}

/** Leads to the panel in which owner and date are written. */
function openSteps(words: Words) {
  const open = () => (document.querySelector("#tiles [data-panel='steps']") as HTMLElement | null)?.click();
  return html`<button type="button" class="button quiet" @click=${open}>${words.say("Next steps")}</button>`;
}

function askedMoment(lectern: Lectern, step: StepView): Moment {
  const { words, room } = lectern;
  const { answered, present } = attendanceOf(step.counts, room.state.people, 0);
  return {
    ...about(lectern, step),
    key: `step ${step.step}`,
    urgency: "now",
    state: step.state === "put" ? words.say(ANSWERED, { n: answered, present }) : words.say("Closed. Answers on their way are still counted."),
    act: html`${mainControls(lectern, step)} ${refusalLine(lectern.refusalOf(`step ${step.step}`))}`,
    more: html`${awaitedInStep(lectern, step)} ${answerBars(lectern, step.counts)}`,
  };
}
