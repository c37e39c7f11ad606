// @ts-check
/** One poll: its state, who answered, the result, and what can be done with it next. */

import { html, nothing } from "lit-html";

import { openFor } from "../../console/pace.js";
import { readersWithout } from "../../console/unread.js";
import { icon } from "../../lib/icons.js";
import { isolated, pickText } from "../../lib/texts.js";
import { prose } from "../../lib/trusted.js";
import { secondsLeft, timeText } from "../countdown.js";
import { figures } from "../figures.js";
import { listsOf } from "../pairs.js";
import { firstOf } from "../rounds.js";
import { bars, meanOf } from "../tally.js";
import { controls } from "./controls.js";
import { insights } from "./insights.js";
import { moderation } from "./moderation.js";
import { isKept } from "./parts.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../live/types.js").PollView} PollView */
/** @typedef {import("../wording.js").PollWords} PollWords */

/**
 * @param {Lectern} lectern
 * @param {PollView} poll
 * @param {PollWords} wording
 */
export function pollCard(lectern, poll, wording) {
  return html`
    <p class="small quietly">${kindOf(lectern, poll)} ${badges(lectern, poll)}</p>
    <h3 class="console-card-title" lang=${wording.language} dir="auto">${wording.question}</h3>
    <p class="console-card-state number">${stateOf(lectern, poll)}</p>
    ${foreign(lectern, poll, wording)} ${controls(lectern, poll)} ${hidden(lectern, poll)} ${result(lectern, poll, wording)} ${insights(lectern, poll, wording)}
    ${moderation(lectern, poll)} ${hint(lectern, poll)} ${why(lectern, poll)}
  `;
}

/** Before one that was made on the spot is opened. @param {Lectern} lectern @param {PollView} poll @param {PollWords} wording */
function foreign({ words, room }, { state, texts }, { language }) {
  const n = state === "draft" && texts ? readersWithout(room.state.people, Object.keys(texts)) : 0;
  if (!n) return nothing;
  return html`<p class="small wait">${words.say("untranslated", { n, language: words.nameOf(language) })}</p>`;
}

/**
 * What the poll is and where it stands, in a few words.
 *
 * @param {Lectern} lectern
 * @param {PollView} poll
 */
function kindOf({ words, room }, poll) {
  const place =
    poll.slide === null
      ? words.say("poll.spot")
      : poll.slide === room.state.room.slide
        ? words.say("poll.here")
        : words.say("poll.slide", { n: poll.slide + 1 });
  return [words.say(poll.quiz ? "poll.quiz" : "poll.poll"), words.say(`poll.kind.${poll.kind}`), place].join(" · ");
}

/** @param {Lectern} lectern @param {PollView} poll */
function badges({ words }, poll) {
  return html`${poll.anonymous ? html`<span class="badge anonymous">${words.say("poll.anonymous")}</span>` : nothing}
  ${poll.round ? html`<span class="badge">${words.say("poll.second_round")}</span>` : nothing}`;
}

/**
 * @param {Lectern} lectern
 * @param {PollView} poll
 */
function stateOf({ words, room, now, locale }, poll) {
  const state = html`<strong data-state=${poll.state}>${words.say(`poll.state.${poll.state}`)}</strong>`;
  if (poll.state === "draft") return state;
  const voters = poll.voters ?? 0;
  const abstained = poll.figures?.abstained ?? 0;
  const silent = Math.max(0, (room.state.people?.here ?? 0) - voters - abstained);
  const parts = [words.say("poll.answered", { n: voters })];
  if (abstained) parts.push(words.say("poll.abstained", { n: abstained }));
  const mean = meanOf(poll);
  if (mean !== null) parts.push(words.say("poll.mean", { mean }));
  if (poll.state === "open") {
    if (poll.opened_at) parts.unshift(words.say("poll.open_for", { time: openFor(poll.opened_at, now(), locale) }));
    parts.push(words.say("poll.silent", { n: silent }));
  }
  const left = secondsLeft(poll, now());
  const time = left === null ? "" : timeText(left, locale);
  return html`${state} · ${parts.join(" · ")}${left === null
    ? nothing
    : html` · <b class="console-countdown">${words.say("poll.left", { time: isolated(time) })}</b>`}`;
}

/** Of an anonymous poll there is nothing to see while it is open. @param {Lectern} lectern @param {PollView} poll */
function hidden({ words }, poll) {
  if (!poll.anonymous) return nothing;
  return html`<p class="small quietly">${words.say("poll.anonymous_host")}</p>`;
}

/** @param {Lectern} lectern @param {PollView} poll @param {PollWords} wording */
function result({ words, room }, poll, wording) {
  const isCounted = poll.state !== "draft" && (poll.tally !== undefined || poll.figures !== undefined);
  if (!isCounted) return bare(poll, wording, words);
  // Open texts stand below, where they can be let through.
  if (poll.kind === "text") return nothing;
  return figures({ poll, first: firstOf(room.state.polls, poll), wording, words }) ?? barList(poll, wording, words);
}

/** @param {PollView} poll @param {PollWords} wording @param {import("../../lib/words.js").Words} words */
function bare(poll, { labels, language }, words) {
  if (!poll.options.length) return nothing;
  return html`<div class="side-by-side">
    ${listsOf(poll.options, poll.correct).map(
      (list) => html`<ul class="bars">
        ${list.map(
          (key) => html`<li>
            <p class="bar-words">
              <span
                ><span lang=${language} dir="auto">${labels[key] ?? key}</span>
                ${poll.correct?.includes(key) ? right(words) : nothing}</span
              >
            </p>
          </li>`,
        )}
      </ul>`,
    )}
  </div>`;
}

/** @param {PollView} poll @param {PollWords} wording @param {import("../../lib/words.js").Words} words */
function barList(poll, { labels, language }, words) {
  return html`<ul class="bars">
    ${bars(poll).map(
      (bar) => html`<li>
        <p class="bar-words">
          <span
            ><span lang=${language} dir="auto">${labels[bar.key] ?? bar.key}</span>
            ${bar.correct ? right(words) : nothing}</span
          >
          <span class="bar-number">${counts(bar, words)}</span>
        </p>
        <progress class="bar" max=${Math.max(1, poll.voters ?? 0)} .value=${bar.count} aria-hidden="true"></progress>
      </li>`,
    )}
  </ul>`;
}

/** @param {import("../../lib/words.js").Words} words */
function right(words) {
  return html`<span class="console-right">${icon("check", 16)} ${words.say("poll.correct")}</span>`;
}

/** @param {import("../tally.js").Bar} bar @param {import("../../lib/words.js").Words} words */
function counts({ count, percent }, words) {
  if (percent === null) return words.number(count);
  return html`${words.number(count)} <span class="bar-share">${words.percent(percent)}</span>`;
}

/** @param {Lectern} lectern @param {PollView} poll */
function hint({ words, room }, poll) {
  // Open texts are seen one by one, as they are let through.
  if (poll.state === "draft" || poll.kind === "text") return nothing;
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
