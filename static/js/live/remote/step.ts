/** Draws the step being put, on the remote: how many have answered, and Close, pressed twice. */

import { html, nothing } from "lit-html";

import type { Lectern } from "../console/lectern.ts";
import { attendanceOf, groupsOf, wordsFor } from "../steps/console/facts.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { StepView } from "../../room/engine/types.ts";
import { ANSWERS, isNotAgreed } from "../steps/list.ts";
import { ANSWER_NAMES } from "../steps/names.ts";
import { askingButton } from "./asking.ts";

export function mountStepNow(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;

  function template() {
    if (room.state.room.state !== "live") return nothing;
    const step = groupsOf(room.state.steps).now[0];
    if (!step) return nothing;
    return html`${title(step)} ${step.state === "put" ? html`${counts(step)} ${close(step)}` : awaitedLine()}`;
  }

  function title(step: StepView) {
    const { text } = wordsFor(step, room.state.me.language);
    return html`<p class="remote-step" dir="auto">${words.say("Next step: {text}", { text: isolated(text) })}</p>`;
  }

  function awaitedLine() {
    return html`<p class="small quietly">${words.say("Closed. Answers on their way are still counted.")}</p>`;
  }

  function counts(step: StepView) {
    const { people, terms } = room.state;
    const { answered, present } = attendanceOf(step.counts, people, terms.quorum);
    const givenAnswers = ANSWERS.filter((answer) => step.counts[answer] > 0);
    const answerTexts = givenAnswers.map((answer) => `${words.say(ANSWER_NAMES[answer])} ${words.number(step.counts[answer])}`);
    const turnoutText = words.say(msg("{n} of {present} answered", "{n} of {present} answered"), { n: answered, present });
    return html`<p class="small number">${[turnoutText, ...answerTexts].join(" · ")}</p>`;
  }

  function close({ step }: StepView) {
    const [label, question] = [words.say("Close and count"), words.say("Press once more to close and count")];
    return askingButton(lectern, { name: `step ${step}`, command: "step.close", fields: { step }, label, question });
  }

  return drawInto(element, template, lectern.onChange);
}

/**
 * Draws the next step to put, while none is being put. One that was not agreed is discussed before it is put again: the
 * console does that.
 */
export function mountStepNext(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;

  function template() {
    const { now, proposed } = groupsOf(room.state.steps);
    const step = proposed.find((candidate) => !isNotAgreed(candidate));
    if (room.state.room.state !== "live" || now.length > 0 || !step) return nothing;
    const { text } = wordsFor(step, room.state.me.language);
    const label = words.say("Put: {text}", { text: isolated(text) });
    const name = `step ${step.step}`;
    const question = words.say("Press once more to put it to everyone.");
    return askingButton(lectern, { name, command: "step.put", fields: { step: step.step }, label, question });
  }

  return drawInto(element, template, lectern.onChange);
}
