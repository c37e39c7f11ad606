/** Draws a poll on the projector. Before the reveal it shows how many answered, never what. */

import { html, nothing } from "lit-html";

import { wordsOfPoll, type PollWords } from "./wording.ts";
import { directionOf } from "../../kit/texts.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { Deck, PollView } from "../../room/engine/types.ts";
import { secondsLeft, timeText } from "./countdown.ts";
import { HOSTED } from "./kinds/all.ts";
import { pageOf } from "./pages.ts";
import { listsOf } from "./pairs.ts";
import { firstOf } from "./rounds.ts";
import { resultOnStage } from "./stage_result.ts";
import { meanOf } from "./tally.ts";

/**
 * @param why explains the right answer
 * @param also the words of further languages in which the hall is told what to do
 */
export function pollOnStage(
  poll: PollView,
  polls: PollView[],
  deck: Deck,
  words: Words,
  now: number,
  why: () => HTMLElement | null,
  also: Words[] = [],
) {
  const wording = wordsOfPoll(poll, deck, deck.language);
  if (!wording) return nothing;
  const first = shownFirst(polls, poll);
  return html`<h1 class="stage-title" lang=${wording.language} dir="auto">${wording.question}</h1>
    ${signs(poll, words)} ${poll.state === "open" ? [words, ...also].map((each) => howTo(poll, each)) : nothing}
    ${HOSTED[poll.kind].moderated === "texts"
      ? (texts(poll, words, now) ?? noText(poll, words))
      : [
          poll.state === "revealed" ? resultOnStage({ poll, ...(first ? { first } : {}), wording, words }) : asked(poll, wording),
          texts(poll, words, now) ?? nothing,
          poll.state === "revealed" && !first ? reason(why(), words) : nothing,
        ]}`;
}

/** Returns the first round if it is shown: hosts may know it before, but the stage must not show it. */
function shownFirst(polls: PollView[], poll: PollView) {
  const first = firstOf(polls, poll);
  return first?.state === "revealed" ? first : undefined;
}

function signs(poll: PollView, words: Words) {
  const mean = poll.state === "revealed" ? meanOf(poll) : null;
  const said = [
    ...(poll.round ? [words.say("Second round")] : []),
    ...(poll.anonymous ? [words.say("Anonymous: nobody can see who chose what")] : []),
    ...(mean === null ? [] : [words.say("Mean {mean}", { mean })]),
  ];
  return said.length ? html`<p class="stage-kind">${said.join(" · ")}</p>` : nothing;
}

function howTo({ kind, points = 10 }: PollView, words: Words) {
  return html`<p class="stage-how-to" lang=${words.language} dir="auto">${words.say(HOSTED[kind].onStage, { n: points })}</p>`;
}

function asked(poll: PollView, { labels, language }: PollWords) {
  return poll.options.length ? stageOptions(poll.options, { labels, language }) : nothing;
}

/** Draws the options side by side with the list to which they are joined. */
export function stageOptions(
  keys: readonly string[],
  { labels, language }: { labels: Record<string, string>; language: string },
) {
  return html`<div class="side-by-side" dir=${directionOf(language)}>
    ${listsOf(keys).map(
      (list) => html`<ul class="stage-options">
        ${list.map((key) => html`<li lang=${language} dir="auto">${labels[key] ?? key}</li>`)}
      </ul>`,
    )}
  </div>`;
}

function noText({ state }: PollView, words: Words) {
  return state === "open" ? nothing : html`<p class="stage-how-to" dir="auto">${words.say("No answer is shown yet")}</p>`;
}

/** Draws the texts that a host has approved, a page at a time; returns undefined if there are none. */
function texts(poll: PollView, words: Words, now: number) {
  const shown = (poll.replies ?? []).filter(({ state }) => state === "shown");
  if (!shown.length) return undefined;
  const { items, page, pages } = pageOf(shown, now);
  return html`<ul class="replies">
      ${items.map(({ text, language }) => html`<li class="reply" lang=${language} dir="auto">${text}</li>`)}
    </ul>
    ${pages > 1 ? html`<p class="stage-badge number">${words.say("{n} of {all}", { n: page, all: pages })}</p>` : nothing}`;
}

function reason(node: HTMLElement | null, words: Words) {
  if (!node) return nothing;
  return html`<div class="stage-why"><p class="stage-kind">${words.say("Explanation")}</p>${node}
    <p class="stage-rest">${words.say("The whole explanation is on your phone.")}</p></div>`;
}

/** Returns the time left for the open poll, or "". */
export function countdownText(polls: PollView[], words: Words, now: number) {
  const lefts = polls.map((poll) => secondsLeft(poll, now)).filter((left) => left !== null);
  return lefts.length ? timeText(Math.min(...lefts), localeOf(words.language)) : "";
}
