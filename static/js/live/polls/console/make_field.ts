/** Draws a text field of the form for a new poll, with what is wrong with it below. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import type { PollDraft } from "./form.ts";

/** What the parts of the form share. */
export interface MakeForm {
  lectern: Lectern;
  draft: PollDraft;
  change: (next: (draft: PollDraft) => PollDraft) => void;
  /** What is wrong with the field of this name, in the host's language, or "". */
  wrong: (field: string) => string;
}

interface Field {
  /** Tells the fields apart; the element's id is `make-` and this. */
  name: string;
  label: string;
  value: string;
  /** The language of the text; numbers have none. */
  language?: string;
  longest: number;
  type: (draft: PollDraft, text: string) => PollDraft;
}

export function textField(form: MakeForm, { name, label, value, language, longest, type }: Field) {
  const id = `make-${name}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      class="input ${language ? "" : "number"}"
      lang=${language ?? nothing}
      dir=${language ? "auto" : nothing}
      inputmode=${language ? nothing : "decimal"}
      autocomplete="off"
      maxlength=${longest}
      ?autofocus=${name === `${form.draft.language}-question`}
      .value=${live(value)}
      aria-invalid=${form.wrong(name) ? "true" : "false"}
      aria-describedby="${id}-wrong"
      @input=${(event: Event) => {
        const text = inputOf(event).value;
        form.change((draft) => type(draft, text));
      }}
    />
    ${wrongLine(form, name)}
  </div>`;
}

/** The line is always there, because the field refers to it. */
export function wrongLine({ wrong }: MakeForm, name: string) {
  return html`<p class="wrong" id="make-${name}-wrong">${wrong(name) || nothing}</p>`;
}
