// @ts-check
/** One poll: its state, who answered, the bars, and what can be done with it next. */

import { html, nothing } from "lit-html";

import { icon } from "../lib/icons.js";
import { pickText } from "../lib/texts.js";
import { prose } from "../lib/trusted.js";
import { bars, meanOf } from "../polls/tally.js";
import { nextCommand } from "./agenda.js";
import { commandButton, refusalLine } from "./control.js";
import { openFor } from "./pace.js";
import { isKept } from "./parts.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("./wording.js").PollWords} PollWords */

/**
 * @param {Lectern} lectern
 * @param {PollView} poll
 * @param {PollWords} wording
 */
export function pollCard(lectern, poll, wording) {
  return html`
    <p class="small quietly">${kindOf(lectern, poll)}</p>
    <h3 class="console-card-title" lang=${wording.language} dir="auto">${wording.question}</h3>
    <p class="console-card-state number">${stateOf(lectern, poll)}</p>
    ${controls(lectern, poll)} ${result(lectern, poll, wording)} ${hint(lectern, poll)} ${why(lectern, poll)}
  `;
}

/**
 * What the poll is and where it stands, in a few words.
 *
 * @param {Lectern} lectern
 * @param {PollView} poll
 */
export function kindOf({ words, room }, poll) {
  const place =
    poll.slide === null
      ? words.say("poll.spot")
      : poll.slide === room.state.room.slide
        ? words.say("poll.here")
        : words.say("poll.slide", { n: poll.slide + 1 });
  return [words.say(poll.quiz ? "poll.quiz" : "poll.poll"), words.say(`poll.${poll.kind}`), place].join(" · ");
}

/**
 * @param {Lectern} lectern
 * @param {PollView} poll
 */
function stateOf({ words, room, now, locale }, poll) {
  const state = html`<strong data-state=${poll.state}>${words.say(`poll.state.${poll.state}`)}</strong>`;
  if (poll.state === "draft") return state;
  const voters = poll.voters ?? 0;
  const silent = Math.max(0, (room.state.people?.here ?? 0) - voters);
  const parts = [words.say("poll.answered", { n: voters })];
  const mean = meanOf(poll);
  if (mean !== null) parts.push(words.say("poll.mean", { mean }));
  if (poll.state === "open") {
    if (poll.opened_at) parts.unshift(words.say("poll.open_for", { time: openFor(poll.opened_at, now(), locale) }));
    parts.push(words.say("poll.silent", { n: silent }));
  }
  return html`${state} · ${parts.join(" · ")}`;
}

/** @param {Lectern} lectern @param {PollView} poll @param {PollWords} wording */
function result({ words }, poll, { labels, language }) {
  const isCounted = poll.state !== "draft";
  return html`<ul class="bars">
    ${bars(poll).map((bar) => {
      const label = labels[bar.key] ?? bar.key;
      return html`<li>
        <p class="bar-words">
          <span
            ><span lang=${language} dir="auto">${label}</span>
            ${bar.correct ? html`<span class="console-right">${icon("check", 16)} ${words.say("poll.correct")}</span>` : nothing}</span
          >
          ${isCounted ? html`<span class="bar-number">${figures(bar, words)}</span>` : nothing}
        </p>
        ${isCounted
          ? html`<progress class="bar" max=${Math.max(1, poll.voters ?? 0)} .value=${bar.count} aria-hidden="true"></progress>`
          : nothing}
      </li>`;
    })}
  </ul>`;
}

/** @param {import("../polls/tally.js").Bar} bar @param {import("../lib/words.js").Words} words */
function figures({ count, percent }, words) {
  if (percent === null) return words.number(count);
  return html`${words.number(count)} <span class="bar-share">${words.percent(percent)}</span>`;
}

/** @param {Lectern} lectern @param {PollView} poll */
function hint({ words, room }, poll) {
  if (poll.state === "draft") return nothing;
  const kept = isKept(room.state, poll);
  const key = kept ? "poll.answers_later" : poll.state === "revealed" ? "poll.seen" : "poll.hidden";
  return html`<p class="small quietly">${words.say(key)}</p>`;
}

/** @type {Map<string, HTMLElement>} */
const explanations = new Map();

/** @param {Lectern} lectern @param {PollView} poll */
function why({ words, room }, poll) {
  const found = pickText(poll.why, room.state.me.language);
  if (!found?.text || poll.state === "draft") return nothing;
  const { text, language } = found;
  const key = `${poll.poll} ${language}`;
  const node = explanations.get(key) ?? prose(text, language);
  explanations.set(key, node);
  return html`<details class="console-why"><summary>${words.say("poll.why")}</summary>${node}</details>`;
}

/** @param {Lectern} lectern @param {PollView} poll */
function controls(lectern, poll) {
  const isOver = poll.state === "closed" && isKept(lectern.room.state, poll);
  const command = isOver ? null : nextCommand(poll.state);
  const name = `poll ${poll.poll}`;
  if (command === null || lectern.room.state.room.state !== "live") return nothing;
  const label = lectern.words.say(command);
  const asksAgain = command === "poll.close" && lectern.twice.isAsked(name);
  return html`<div class="row">${commandButton(lectern, { name, command, fields: { poll: poll.poll }, label })}</div>
    ${refusalLine(asksAgain ? lectern.words.say("poll.close_again") : lectern.refusalOf(name))}`;
}
