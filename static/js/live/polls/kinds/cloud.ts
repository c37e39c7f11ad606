/** A word cloud: each participant writes up to three words. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg } from "../../../kit/words.ts";
import type { Asked } from "../asking.ts";
import { cloud } from "../cloud_view.ts";
import { spaced } from "../spaced.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { isAbstaining, type Kind, type Shown } from "./kind.ts";

const LONGEST_WORD = 40;
const MOST_WORDS = 3;

export const kind: Kind = {
  read: (_poll, { words = [] }) => words,
  fields: (_poll, choice) => ({ words: filled(choice) }),
  wrong: (_poll, choice) => (filled(choice).length ? "" : "no_choice"),
  same: (one, other) => filled(one).join("\n") === filled(other).join("\n"),
  inWords: (choice) => filled(choice).map((word) => isolated(word)).join("; "),
  instruction: msg("Write up to three words"),
  pad: 1024,
  form,
};

export const interaction: Interaction = "long-fill-in";

export const hosted: Hosted = {
  name: msg("Word cloud"),
  onStage: msg("Write up to three words on your phone."),
  moderated: "words",
  making: {},
};

function form(card: Asked, choice: readonly string[]) {
  const { poll, choices, words } = card;
  const typed = isAbstaining(choice) ? [] : choice;
  const fields = Array.from({ length: MOST_WORDS }, (_, index) => typed[index] ?? "");
  return fields.map((value, index) => {
    const id = `${card.place}-${poll.poll}-word-${index}`;
    const set = (event: Event) =>
      choices.set(poll, fields.map((each, at) => (at === index ? inputOf(event).value : each)));
    return html`<div class="field">
      <label for=${id}>${words.say(index ? "Word {n} (optional)" : "Word {n}", { n: index + 1 })}</label>
      <input id=${id} class="input" dir="auto" autocomplete="off" maxlength=${LONGEST_WORD} .value=${live(value)} @input=${set} />
    </div>`;
  });
}

export function figures({ poll, words }: Shown) {
  return cloud(poll.figures?.words ?? [], words);
}

function filled(choice: readonly string[]) {
  return choice.map(spaced).filter((word) => word !== "");
}
