/** Draws the questions at the interpreter's desk, each with a form to translate it. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { drawInto } from "../../kit/view.ts";
import { translateForm } from "../questions/translate_form.ts";
import type { Question } from "../questions/types.ts";

const SHOWN_STATES = ["open", "waiting", "parked"];

/** Shows questions without a translation first. The heading is shown only when there are questions. */
export function mountQuestions(element: HTMLElement, lectern: Lectern, target: string) {
  const { words, room } = lectern;
  const isUntranslated = ({ language, translations }: Question) =>
    language !== target && translations?.[target] === undefined;

  function template() {
    const questions = room.state.questions.items.filter(({ state }) => SHOWN_STATES.includes(state));
    const sorted = questions.sort((a, b) => Number(isUntranslated(b)) - Number(isUntranslated(a)) || a.id - b.id);
    element.hidden = questions.length === 0;
    return html`<h2 class="console-part">${words.say("Questions")}</h2>
      <div class="terms-list">${repeat(sorted, ({ id }) => id, (question) => entry(question))}</div>`;
  }

  function entry(question: Question) {
    const control = `question ${question.id}`;
    const translation = question.translations?.[target];
    const { kind, key } = room.state.stage;
    const isOnStage = kind === "question" && key === String(question.id);
    return html`<div class="terms-entry">
      ${isOnStage ? html`<p class="small"><strong>${words.say("On the stage now")}</strong></p>` : nothing}
      <p lang=${question.language} dir="auto">${question.text}</p>
      ${translation ? html`<p class="small quietly" lang=${target} dir="auto">${translation}</p>` : nothing}
      ${room.state.room.state === "live"
        ? translateForm(question, words, target, (fields) => lectern.act(control, "question.translate", fields))
        : nothing}
      ${refusalLine(lectern.refusalOf(control))}
    </div>`;
  }

  return drawInto(element, template, lectern.onChange);
}
