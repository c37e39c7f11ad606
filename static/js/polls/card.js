// @ts-check
/** One poll as a participant sees it: to answer, closed, or with its result. */

import { html, nothing } from "lit-html";
import { icon } from "../lib/icons.js";
import { pickText } from "../lib/texts.js";
import { prose } from "../lib/trusted.js";
import { voteStatus } from "./status.js";
import { bars } from "./tally.js";

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
  const mayVote = room.state.me.role === "participant";
  const choice = choices.of(poll);
  const { connection, waiting, refusals } = room;
  const status = voteStatus(poll, choice, { connection, waiting, refusals, mayVote });
  const kind = poll.quiz ? words.say("poll.quiz") : words.say("poll");
  const how = words.say(poll.kind === "single" ? "poll.select_one" : "poll.select_all");
  return html`<form @submit=${(/** @type {Event} */ event) => vote(event, card, choice)}>
    <fieldset class="poll-options" ?disabled=${poll.state !== "open" || !mayVote}>
      <legend class="poll-kind">${kind} · ${how}</legend>
      ${poll.options.map((key) => option(card, key, choice.includes(key)))}
    </fieldset>
    <div class="poll-foot">
      ${status.button
        ? html`<button class="button" aria-disabled=${status.enabled ? "false" : "true"}>
            ${words.say(status.button === "vote" ? "poll.vote" : "poll.change")}
          </button>`
        : nothing}
      <p class="poll-status ${status.tone}" role="status">
        ${status.tone === "good" ? icon("check") : nothing} ${status.tone === "stop" ? icon("warn") : nothing}
        ${status.refusal ? words.refusal(status.refusal) : status.word && words.say(status.word)}
      </p>
    </div>
  </form>`;

  /** @param {Card} card @param {string} key @param {boolean} checked */
  function option({ place }, key, checked) {
    return html`<label class="choice">
      <input
        type=${poll.kind === "single" ? "radio" : "checkbox"}
        name="${place}-${poll.poll}"
        value=${key}
        .checked=${checked}
        @change=${(/** @type {Event} */ event) => choices.toggle(poll, key, isTicked(event))}
      />
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </label>`;
  }
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
function result({ poll, text, words }) {
  const why = pickText(poll.why, words.language);
  return html`<p class="poll-kind">
      ${words.say("poll.results")} · <span>${words.say("poll.voters", { n: poll.voters ?? 0 })}</span>
    </p>
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
