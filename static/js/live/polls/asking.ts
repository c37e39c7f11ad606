/** The question of a poll, with checkboxes to answer it, and an answer in words. Rooms and the player share it. */

import { html, nothing } from "lit-html";
import { inputOf } from "../../kit/events.ts";
import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { PollView } from "../../room/engine/types.ts";
import type { Choices } from "./choices.ts";
import { kindOf } from "./kinds.ts";
import { ABSTAIN, isAbstaining } from "./kinds/kind.ts";

export interface Wording {
  question: string;
  labels: Record<string, string>;
  /** The language of the question and the labels. */
  language: string;
}

export interface Asked {
  poll: PollView;
  text: Wording;
  /** Where the poll is drawn: the same poll may stand in two places. */
  place: string;
  choices: Pick<Choices, "of" | "set" | "isDraft" | "toggle">;
  words: Words;
}

export function legend({ poll, words }: Asked) {
  const round = poll.round ? [words.say("Second round")] : [];
  return [...round, words.say(poll.quiz ? "Quiz" : "Poll"), words.say(kindOf(poll).instruction, { n: poll.points ?? 0 })].join(" · ");
}

export function ticks({ poll, text, choices, place }: Asked, choice: readonly string[]) {
  const type = tickOf(poll);
  return poll.options.map(
    (key) => html`<label class="choice">
      <input
        type=${type}
        name="${place}-${poll.poll}"
        value=${key}
        .checked=${choice.includes(key)}
        @change=${(event: Event) => choices.toggle(poll, key, inputOf(event).checked)}
      />
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </label>`,
  );
}

export function abstention({ poll, choices, place, words }: Asked, choice: readonly string[]) {
  if (!poll.abstain) return nothing;
  return html`<label class="choice abstain">
    <input
      type=${tickOf(poll)}
      name="${place}-${poll.poll}"
      value=${ABSTAIN}
      .checked=${isAbstaining(choice)}
      @change=${(event: Event) => choices.toggle(poll, ABSTAIN, inputOf(event).checked)}
    />
    <span class="label">${words.say("Abstain")}</span>
  </label>`;
}

const tickOf = (poll: PollView) => (kindOf(poll).picksOne ? "radio" : "checkbox");

export function inWords({ poll, text, words }: Asked, choice: readonly string[]) {
  if (isAbstaining(choice)) return words.say("Abstain");
  const said = kindOf(poll).inWords?.(choice, text.labels, words);
  return said ?? choice.map((key) => isolated(text.labels[key])).join("; ");
}
