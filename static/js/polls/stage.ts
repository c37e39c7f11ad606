// @ts-check
/** A poll on the projector. Before the reveal it says how many answered, never what. */

import { html, nothing } from "lit-html";

import { wordsOfPoll } from "./wording.js";
import { icon } from "../lib/icons.js";
import { localeOf } from "../lib/words.js";
import { secondsLeft, timeText } from "./countdown.js";
import { figures } from "./figures.js";
import { pageOf } from "./pages.js";
import { listsOf } from "./pairs.js";
import { firstOf } from "./rounds.js";
import { bars, meanOf } from "./tally.js";

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {import("./wording.js").PollWords} PollWords */

/**
 * @param {PollView} poll
 * @param {PollView[]} polls
 * @param {Deck} deck
 * @param {Words} words
 * @param {number} now
 * @param {() => HTMLElement | null} why  what explains the right answer
 */
export function pollOnStage(poll, polls, deck, words, now, why) {
  const wording = wordsOfPoll(poll, deck, deck.language);
  if (!wording) return nothing;
  const first = shownFirst(polls, poll);
  return html`<h1 class="stage-title" lang=${wording.language} dir="auto">${wording.question}</h1>
    ${signs(poll, words)}
    ${poll.kind === "text"
      ? texts(poll, words, now)
      : poll.state === "revealed"
        ? [result(poll, first, wording, words), first ? nothing : reason(why(), words)]
        : asked(poll, wording, words)}`;
}

/** What hosts know of the first round is not everybody's before it is shown. @param {PollView[]} polls @param {PollView} poll */
function shownFirst(polls, poll) {
  const first = firstOf(polls, poll);
  return first?.state === "revealed" ? first : undefined;
}

/** @param {PollView} poll @param {Words} words */
function signs(poll, words) {
  const mean = poll.state === "revealed" ? meanOf(poll) : null;
  const said = [
    ...(poll.round ? [words.say("poll.second_round")] : []),
    ...(poll.anonymous ? [words.say("poll.anonymous_stage")] : []),
    ...(mean === null ? [] : [words.say("poll.mean", { mean })]),
  ];
  return said.length ? html`<p class="stage-kind">${said.join(" · ")}</p>` : nothing;
}

/** @param {PollView} poll @param {PollWords} wording @param {Words} words */
function asked(poll, { labels, language }, words) {
  if (!poll.options.length) return html`<p class="stage-how-to">${words.say(`poll.stage_${poll.kind}`)}</p>`;
  return stageOptions(poll.options, { labels, language });
}

/**
 * Options side by side with what they are joined with.
 * @param {readonly string[]} keys @param {{labels: Record<string, string>, language: string}} wording
 */
export function stageOptions(keys, { labels, language }) {
  return html`<div class="side-by-side">
    ${listsOf(keys).map(
      (list) => html`<ul class="stage-options">
        ${list.map((key) => html`<li lang=${language} dir="auto">${labels[key] ?? key}</li>`)}
      </ul>`,
    )}
  </div>`;
}

/** Those that a host has let through, a page at a time. @param {PollView} poll @param {Words} words @param {number} now */
function texts(poll, words, now) {
  const shown = (poll.replies ?? []).filter(({ state }) => state === "shown");
  if (!shown.length) return html`<p class="stage-how-to">${words.say(poll.state === "open" ? "poll.stage_text" : "poll.replies_none")}</p>`;
  const { items, page, pages } = pageOf(shown, now);
  return html`<ul class="replies">
      ${items.map(({ text, language }) => html`<li class="reply" lang=${language} dir="auto">${text}</li>`)}
    </ul>
    ${pages > 1 ? html`<p class="stage-badge number">${words.say("poll.page", { n: page, all: pages })}</p>` : nothing}`;
}

/** @param {PollView} poll @param {PollView | undefined} first @param {PollWords} wording @param {Words} words */
function result(poll, first, wording, words) {
  const drawn = figures({ poll, ...(first ? { first } : {}), wording, words });
  return drawn ? html`<div class="stage-figures">${drawn}</div>` : barList(poll, wording, words);
}

/** @param {PollView} poll @param {PollWords} wording @param {Words} words */
function barList(poll, { labels, language }, words) {
  return html`<ul class="bars stage-bars">
    ${bars(poll).map(
      ({ key, count, percent, correct }) => html`<li data-correct=${String(correct)}>
        <p class="bar-words">
          <span
            ><span lang=${language} dir="auto">${labels[key] ?? key}</span>
            ${correct ? html`<span class="stage-correct">${icon("check", 24)} ${words.say("poll.correct")}</span>` : nothing}</span
          >
          <span class="bar-number">${percent === null ? words.number(count) : words.percent(percent)}</span>
        </p>
        <progress class="bar" max=${Math.max(1, poll.voters ?? 0)} .value=${count} aria-hidden="true"></progress>
      </li>`,
    )}
  </ul>`;
}

/** @param {HTMLElement | null} node @param {Words} words */
function reason(node, words) {
  return node ? html`<div class="stage-why"><p class="stage-kind">${words.say("poll.why")}</p>${node}</div>` : nothing;
}

/** The time that is left for the open poll, or "". @param {PollView[]} polls @param {Words} words @param {number} now */
export function countdownText(polls, words, now) {
  const lefts = polls.map((poll) => secondsLeft(poll, now)).filter((left) => left !== null);
  return lefts.length ? timeText(Math.min(...lefts), localeOf(words.language)) : "";
}
