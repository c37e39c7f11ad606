/** Shows the history of a step: its wordings, with authors and times. */

import { html } from "lit-html";

import type { Lectern } from "../../console/lectern.ts";
import { momentIn } from "../../console/session_time.ts";
import { isolated } from "../../../kit/texts.ts";
import type { StepView } from "../../../room/engine/types.ts";
import type { StepForms } from "./forms.ts";

type Wording = {
  revision: number;
  version: number;
  language: string;
  text: string;
  is_original: boolean;
  by: string;
  at: string;
};

/** Draws the history. It is fetched when it is opened, and again when the step has been reworded since. */
export function history(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words, room } = lectern;
  const newest = JSON.stringify([step.version, step.revisions]);
  const pad = forms.pad(`history ${step.step}`, () => ({
    asked: "",
    wordings: null as Wording[] | null,
    failed: false,
  }));
  if (pad.asked !== newest && lectern.isReady) {
    pad.asked = newest;
    void room.ask("step.history", { step: step.step }).then((answer) => {
      pad.failed = !answer?.ok;
      // The answer was lost with the link: ask again over the next one.
      if (!answer) pad.asked = "";
      if (answer?.ok) pad.wordings = answer.wordings;
      forms.redraw();
    });
  }
  if (!pad.wordings) {
    return html`<p class="quietly step-form-open" tabindex="-1">
      ${words.say(pad.failed ? "The history cannot be shown without a connection." : "Loading…")}
    </p>`;
  }
  return html`<ol class="step-history step-form-open" tabindex="-1">
    ${[...pad.wordings].reverse().map(
      (wording) => html`<li>
        <p class="small quietly">
          <bdi>${wording.by}</bdi> · ${moment(lectern, wording.at)} · ${words.nameOf(wording.language)},
          ${words.say(wording.is_original ? "wording {n}" : "translation of wording {n}", { n: wording.version })}
        </p>
        <p lang=${wording.language} dir="auto">${wording.text}</p>
      </li>`,
    )}
  </ol>`;
}

function moment({ words }: Lectern, at: string) {
  const { date, time } = momentIn(Date.parse(at), document.body.dataset.timeZone, words.language);
  return isolated(`${date}, ${time}`);
}
