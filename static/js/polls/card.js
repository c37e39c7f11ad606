// @ts-check
/** One poll as a participant sees it: to answer, closed, or with its result. */

import { html, nothing } from "lit-html";
import { icon } from "../lib/icons.js";
import { pickText } from "../lib/texts.js";
import { prose } from "../lib/trusted.js";
import { voteStatus } from "./status.js";
import { bars, meanOf } from "./tally.js";

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/**
 * @typedef {object} CardText
 * @property {string} question
 * @property {Record<string, string>} labels
 * @property {string} language of both
 *
 * @typedef {object} Card
 * @property {PollView} poll
 * @property {CardText} text
 * @property {string} place where it is drawn: the same poll may stand in two places
 * @property {boolean} titled false where the slide above asks the question
 * @property {import("./choices.js").Choices} choices
 * @property {Room} room
 * @property {Words} words
 */

/** @param {Card} card */
export function pollCard(card) {
  const { poll, text, titled } = card;
  const question = html`<h3 class="poll-question" lang=${text.language} dir="auto">${text.question}</h3>`;
  return html`<article class="poll ${poll.state}">
    ${titled ? question : nothing} ${poll.state === "revealed" ? result(card) : form(card)}
  </article>`;
}

/** @param {Card} card */
function form(card) {
  const { poll, text, choices, room, words } = card;
  const choice = choices.of(poll);
  const status = statusOf(card);
  const kind = poll.quiz ? words.say("poll.quiz") : words.say("poll");
  const how = words.say(poll.kind === "several" ? "poll.select_all" : "poll.select_one");
  return html`<form @submit=${(/** @type {Event} */ event) => vote(event, card, choice)}>
    <fieldset class="poll-options" ?disabled=${poll.state !== "open" || room.state.me.role !== "participant"}>
      <legend class="poll-kind">${kind} · ${how}</legend>
      ${poll.options.map((key) => option(card, key, choice.includes(key)))}
    </fieldset>
    <div class="poll-foot">
      ${status.button
        ? html`<button class="button" aria-disabled=${status.enabled ? "false" : "true"}>
            ${words.say(status.button === "vote" ? "poll.vote" : "poll.change")}
          </button>`
        : nothing}
      ${statusLine(card, status)}
    </div>
  </form>`;

  /** @param {Card} card @param {string} key @param {boolean} checked */
  function option({ place }, key, checked) {
    return html`<label class="choice">
      <input
        type=${poll.kind === "several" ? "checkbox" : "radio"}
        name="${place}-${poll.poll}"
        value=${key}
        .checked=${checked}
        @change=${(/** @type {Event} */ event) => choices.toggle(poll, key, isTicked(event))}
      />
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </label>`;
  }
}

/** @param {Card} card */
function statusOf({ poll, choices, room }) {
  const { connection, waiting, refusals } = room;
  const mayVote = room.state.me.role === "participant";
  const leftOver = choices.leftOver(poll);
  return voteStatus(poll, choices.of(poll), { connection, waiting, refusals, mayVote, leftOver });
}

/** @param {Card} card @param {import("./status.js").VoteStatus} status */
function statusLine({ text, words }, { word, refusal, tone, counted = [] }) {
  const answer = counted.map((key) => `\u2068${text.labels[key]}\u2069`).join("; ");
  return html`<p class="poll-status ${tone}" role="status">
    ${tone === "good" ? icon("check") : nothing} ${tone === "stop" ? icon("warn") : nothing}
    ${refusal ? words.refusal(refusal) : word && words.say(word, { answer })}
  </p>`;
}

/** @param {Event} event */
function isTicked(event) {
  return /** @type {HTMLInputElement} */ (event.target).checked;
}

/** @param {Event} event @param {Card} card @param {readonly string[]} choice */
function vote(event, { poll, room, choices }, choice) {
  event.preventDefault();
  if (choice.length === 0) return;
  // The draft stays until the vote is counted: a refused one can then be sent again.
  void room
    .send("poll.vote", { poll: poll.poll, options: [...choice] })
    .then((answer) => answer.ok && choices.forget(poll, choice));
}

/** @param {Card} card */
function result(card) {
  const { poll, text, words } = card;
  const why = pickText(poll.why, words.language);
  const status = statusOf(card);
  return html`<p class="poll-kind">
      ${words.say("poll.results")} · <span>${words.say("poll.voters", { n: poll.voters ?? 0 })}</span>${meanOf(poll) === null
        ? nothing
        : html` · <b>${words.say("poll.mean", { mean: meanOf(poll) ?? 0 })}</b>`}
    </p>
    ${status.word ? statusLine(card, status) : nothing}
    <ul class="bars">
      ${bars(poll).map(
        (bar) => html`<li>
          <div class="bar-words">
            <bdi class="label" lang=${text.language}>${text.labels[bar.key]}</bdi>
            <span class="bar-number"
              >${words.number(bar.count)}${bar.percent === null
                ? nothing
                : html`<span class="bar-share">${words.percent(bar.percent)}</span>`}</span
            >
          </div>
          <progress class="bar" max=${Math.max(poll.voters ?? 0, 1)} value=${bar.count} aria-hidden="true"></progress>
          ${marks(bar, words)}
        </li>`,
      )}
    </ul>
    ${why?.text
      ? html`<div class="poll-why">
          <p class="poll-kind">${words.say("poll.why")}</p>
          ${explanation(why.text, why.language)}
        </div>`
      : nothing}`;
}

const DOT = html`<span class="dot" aria-hidden="true"></span>`;

/** @param {import("./tally.js").Bar} bar @param {Words} words */
function marks({ correct, mine }, words) {
  if (!correct && !mine) return nothing;
  return html`<p class="marks">
    ${correct ? html`<span class="mark good">${icon("check", 16)}${words.say("poll.correct")}</span>` : nothing}
    ${mine ? html`<span class="mark">${DOT}${words.say("poll.mine")}</span>` : nothing}
  </p>`;
}

/** @type {Map<string, HTMLElement>} */
const explanations = new Map();

// The same node each time: a new one at each redraw would lose a selection in it.
/** @param {string} text @param {string} language */
function explanation(text, language) {
  const known = explanations.get(text) ?? prose(text, language);
  explanations.set(text, known);
  return known;
}
