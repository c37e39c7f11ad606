// @ts-check
/** What a poll asks, with ticks to answer it, and an answer in words: in a room and in the player alike. */

import { html, nothing } from "lit-html";
import { inputOf } from "../lib/events.js";
import { isolated } from "../lib/texts.js";
import { ABSTAIN, isAbstaining, kindOf } from "./kinds.js";

/**
 * @typedef {object} Wording
 * @property {string} question
 * @property {Record<string, string>} labels
 * @property {string} language of both
 *
 * @typedef {object} Asked
 * @property {import("../live/types.js").PollView} poll
 * @property {Wording} text
 * @property {string} place where it is drawn: the same poll may stand in two places
 * @property {Pick<import("./choices.js").Choices, "of" | "set" | "isDraft" | "toggle">} choices
 * @property {import("../lib/words.js").Words} words
 */

/** @param {Asked} card */
export function legend({ poll, words }) {
  const how = kindOf(poll).how ?? (poll.kind === "several" ? "poll.select_all" : "poll.select_one");
  const round = poll.round ? [words.say("poll.second_round")] : [];
  return [...round, words.say(poll.quiz ? "poll.quiz" : "poll"), words.say(how, { n: poll.points ?? 0 })].join(" · ");
}

/** @param {Asked} card @param {readonly string[]} choice */
export function ticks({ poll, text, choices, place }, choice) {
  return poll.options.map(
    (key) => html`<label class="choice">
      <input
        type=${poll.kind === "several" ? "checkbox" : "radio"}
        name="${place}-${poll.poll}"
        value=${key}
        .checked=${choice.includes(key)}
        @change=${(/** @type {Event} */ event) => choices.toggle(poll, key, inputOf(event).checked)}
      />
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </label>`,
  );
}

/** @param {Asked} card @param {readonly string[]} choice */
export function abstention({ poll, choices, place, words }, choice) {
  if (!poll.abstain) return nothing;
  const isRadio = poll.kind === "single" || poll.kind === "scale";
  return html`<label class="choice abstain">
    <input
      type=${isRadio ? "radio" : "checkbox"}
      name="${place}-${poll.poll}"
      value=${ABSTAIN}
      .checked=${isAbstaining(choice)}
      @change=${(/** @type {Event} */ event) => choices.toggle(poll, ABSTAIN, inputOf(event).checked)}
    />
    <span class="label">${words.say("poll.abstain")}</span>
  </label>`;
}

/** @param {Asked} card @param {readonly string[]} choice */
export function inWords({ poll, text, words }, choice) {
  if (isAbstaining(choice)) return words.say("poll.abstain");
  const said = kindOf(poll).said?.(choice, text.labels, words);
  return said ?? choice.map((key) => isolated(text.labels[key])).join("; ");
}
