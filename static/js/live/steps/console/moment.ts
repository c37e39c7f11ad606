/** Gives the step that is put to everyone to the card of the moment. */

import { html } from "lit-html";

import { refusalLine } from "../../console/control.ts";
import { awaitedInStep } from "../../awaited/line.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { Moment } from "../../../room/engine/hooks.ts";
import { stateName } from "../names.ts";
import { mainControls } from "./card.ts";
import { attendanceOf, wordsFor } from "./facts.ts";
import { ANSWERED, answerBars } from "./outcome.ts";

export function stepMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const step = room.state.steps.find(({ state }) => state === "put") ?? room.state.steps.find(({ state }) => state === "closed");
  if (!step) return undefined;
  const { text, language } = wordsFor(step, room.state.me.language);
  const { answered, present } = attendanceOf(step.counts, room.state.people, 0);
  return {
    key: `step ${step.step}`,
    urgency: "now",
    name: words.say("Next step {n}", { n: step.step }),
    kind: html`${words.say("Next step {n}", { n: step.step })} · <strong>${words.say(stateName(step))}</strong>`,
    title: html`<span lang=${language} dir="auto">${text}</span>`,
    state: step.state === "put" ? words.say(ANSWERED, { n: answered, present }) : words.say("Closed. Answers on their way are still counted."),
    act: html`${mainControls(lectern, step)} ${refusalLine(lectern.refusalOf(`step ${step.step}`))}`,
    more: html`${awaitedInStep(lectern, step)} ${answerBars(lectern, step.counts)}`,
  };
}
