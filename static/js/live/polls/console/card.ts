/** Draws one poll on the console: its state, how many answered, the result, and what can be done with it next. */

import { html, nothing } from "lit-html";

import { awaitedInPoll } from "../../awaited/line.ts";
import type { Lectern } from "../../console/lectern.ts";
import { openFor } from "../../console/pace.ts";
import { isolated, pickText } from "../../../kit/texts.ts";
import { prose } from "../../../kit/trusted_html.ts";
import { msg, type Words } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";
import { secondsLeft, timeText } from "../countdown.ts";
import { figures } from "../figures.ts";
import { HOSTED } from "../kinds/all.ts";
import { optionLabel } from "../option_rows.ts";
import { listsOf } from "../pairs.ts";
import { firstOf } from "../rounds.ts";
import { meanOf } from "../tally.ts";
import type { PollWords } from "../wording.ts";
import { controls, PRE_TEST } from "./controls.ts";
import { foreignWarning } from "./foreign.ts";
import { insights } from "./insights.ts";
import { moderation } from "./moderation.ts";
import { isKept } from "./parts.ts";
import { stateName } from "./states.ts";

export function pollCard(lectern: Lectern, poll: PollView, wording: PollWords) {
  return html`
    <p class="small quietly">${kindOf(lectern, poll)} ${badges(lectern, poll)}</p>
    <h3 class="console-card-title" lang=${wording.language} dir="auto">${wording.question}</h3>
    <p class="console-card-state number">${stateOf(lectern, poll)}</p>
    ${foreign(lectern, poll, wording)} ${controls(lectern, poll)} ${hidden(lectern, poll)} ${awaitedInPoll(lectern, poll)} ${result(lectern, poll, wording)} ${insights(lectern, poll, wording)}
    ${moderation(lectern, poll, wording)} ${hint(lectern, poll)} ${why(lectern, poll)}
  `;
}

/** Warns, before a poll made during the session is opened, of participants who cannot read it in their own language. */
export function foreign(lectern: Lectern, { state, texts }: PollView, { language }: PollWords) {
  const warning = state === "draft" && texts ? foreignWarning(lectern, language, Object.keys(texts)) : "";
  return warning ? html`<p class="small wait">${warning}</p>` : nothing;
}

/** Says the kind of the poll and its state, in a few words. */
export function kindOf({ words, room }: Lectern, poll: PollView) {
  const place =
    poll.slide === null
      ? words.say("Made on the spot")
      : poll.slide === room.state.room.slide
        ? words.say("This slide")
        : words.say("Slide {n}", { n: poll.slide + 1 });
  return [words.say(poll.quiz ? "Quiz" : "Poll"), words.say(HOSTED[poll.kind].name), place].join(" · ");
}

export function badges({ words }: Lectern, poll: PollView) {
  return html`${poll.anonymous ? html`<span class="badge anonymous">${words.say("Anonymous")}</span>` : nothing}
  ${poll.round ? html`<span class="badge">${words.say("Second round")}</span>` : nothing}`;
}

export function stateOf({ words, now, locale }: Lectern, poll: PollView) {
  const state = html`<strong data-state=${poll.state}>${words.say(stateName(poll))}</strong>`;
  if (poll.state === "draft") return state;
  const voters = poll.voters ?? 0;
  const abstained = poll.figures?.abstained ?? 0;
  const parts = [words.say(msg("{n} answered", "{n} answered"), { n: voters })];
  if (abstained) parts.push(words.say(msg("{n} abstained", "{n} abstained"), { n: abstained }));
  const mean = meanOf(poll);
  if (mean !== null) parts.push(words.say("Mean {mean}", { mean }));
  if (poll.state === "open" && poll.opened_at) parts.unshift(words.say("open for {time}", { time: openFor(poll.opened_at, now(), locale) }));
  const left = secondsLeft(poll, now());
  const time = left === null ? "" : timeText(left, locale);
  return html`${state} · ${parts.join(" · ")}${left === null
    ? nothing
    : html` · <b class="console-countdown">${words.say("{time} left", { time: isolated(time) })}</b>`}`;
}

const ANONYMOUS = msg("Nobody can see who chose what. Results come after closing, and only from five answers on.");

/** Says that the poll is anonymous. Such a poll shows nothing while it is open. */
function hidden({ words }: Lectern, poll: PollView) {
  if (!poll.anonymous) return nothing;
  return html`<p class="small quietly">${words.say(ANONYMOUS)}</p>`;
}

export function result({ words, room }: Lectern, poll: PollView, wording: PollWords) {
  const isCounted = poll.state !== "draft" && (poll.tally !== undefined || poll.figures !== undefined);
  if (!isCounted) return bare(poll, wording, words);
  // Open texts stand below, where the host can approve them.
  if (HOSTED[poll.kind].moderated === "texts") return nothing;
  return figures({ poll, first: firstOf(room.state.polls, poll), wording, words });
}

function bare(poll: PollView, wording: PollWords, words: Words) {
  if (!poll.options.length) return nothing;
  return html`<div class="side-by-side">
    ${listsOf(poll.options, poll.correct).map(
      (list) => html`<ul class="bars">
        ${list.map(
          (key) => html`<li>
            <p class="bar-words">${optionLabel(key, wording, poll.correct?.includes(key) ?? false, words)}</p>
          </li>`,
        )}
      </ul>`,
    )}
  </div>`;
}

const SEEN = msg("Participants see these results.");
const HIDDEN = msg("Participants see the bars once you show the results.");

function hint({ words, room }: Lectern, poll: PollView) {
  // Open texts are approved and seen one by one.
  if (poll.state === "draft" || HOSTED[poll.kind].moderated === "texts" || poll.figures?.few) return nothing;
  // The controls of a poll that is over say it in place of the button.
  if (poll.state === "closed" && room.state.room.state === "live" && isKept(room.state, poll)) return nothing;
  const text = isKept(room.state, poll) ? PRE_TEST : poll.state === "revealed" ? SEEN : HIDDEN;
  return html`<p class="small quietly">${words.say(text)}</p>`;
}

const explanations = new Map<string, HTMLElement>();

function why({ words, room }: Lectern, poll: PollView) {
  const found = pickText(poll.why, room.state.me.language);
  if (!found?.text || poll.state === "draft") return nothing;
  const { text, language } = found;
  const key = `${poll.poll} ${language}`;
  const node = explanations.get(key) ?? prose(text, language);
  explanations.set(key, node);
  return html`<details class="console-why"><summary>${words.say("Explanation")}</summary>${node}</details>`;
}
