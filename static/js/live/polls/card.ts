/** Draws one poll as a participant sees it: to answer, closed, or with its result. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { isolated } from "../../kit/texts.ts";
import { localeOf, msg } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import { abstention, inWords, legend, ticks, type Asked } from "./asking.ts";
import type { Choices } from "./choices.ts";
import { secondsLeft, timeText } from "./countdown.ts";
import { countedChoice, drawResult, fieldsOf, kindOf, wrongWith } from "./kinds.ts";
import { padded } from "./pad.ts";
import { firstOf } from "./rounds.ts";
import { voteStatus, type VoteStatus } from "./status.ts";

/** `titled` is false if the slide above asks the question. */
export type Card = Asked & {
  titled: boolean;
  choices: Choices;
  room: Room;
};

export function pollCard(card: Card) {
  const { poll, text, titled } = card;
  const isForeign = text.language !== card.room.state.me.language;
  const question = html`${isForeign ? html`<p class="badge">${card.words.fallback(text.language)}</p>` : nothing}<h3 class="poll-question" lang=${text.language} dir="auto">${text.question}</h3>`;
  return html`<article class="poll ${poll.state}">
    ${titled ? question : nothing} ${poll.state === "revealed" ? revealed(card) : form(card)}
  </article>`;
}

function revealed(card: Card) {
  const status = statusOf(card);
  return drawResult(card, status.word ? statusLine(card, status) : ownAnswer(card));
}

/** Draws the member's own answer, unless the bars mark it. */
function ownAnswer(card: Card) {
  const choice = countedChoice(card.poll);
  const { form, marked = !form } = kindOf(card.poll);
  const isMarked = marked && !card.poll.round;
  if (!choice?.length || isMarked) return nothing;
  return html`<p class="quietly">${card.words.say("Your answer: {answer}", { answer: inWords(card, choice) })}</p>`;
}

function form(card: Card) {
  const { poll, choices, room } = card;
  const choice = choices.of(poll);
  const status = statusOf(card);
  const isSealed = poll.anonymous && poll.mine;
  const isOff = poll.state !== "open" || room.state.me.role !== "participant";
  return html`<form @submit=${(event: Event) => vote(event, card, choice)}>
    ${room.state.me.role === "participant" && poll.state !== "closed" ? promise(card) : nothing} ${earlier(card)}
    <fieldset class="poll-options" ?disabled=${isOff}>
      <legend class="poll-kind">${legend(card)}</legend>
      ${isSealed ? nothing : [kindOf(poll).form?.(card, choice, ticks) ?? ticks(card, choice), abstention(card, choice)]}
    </fieldset>
    <div class="poll-foot">
      ${countdown(card)} ${status.button ? button(card, status) : nothing} ${statusLine(card, status)}
    </div>
  </form>`;
}

function button({ words }: Card, { button, enabled }: VoteStatus) {
  return html`<button class="button" aria-disabled=${enabled ? "false" : "true"}>
    ${words.say(button === "vote" ? "Vote" : "Change vote")}
  </button>`;
}

const SEALED = msg("Nobody can see what you choose, not even the administrator. Once sent, it cannot be changed.");

/**
 * Says who will know the answer. The sentence is there before the first choice, and even before the poll opens:
 * it would move the options if it appeared later.
 */
function promise({ poll, words }: Card) {
  if (!poll.anonymous) return html`<p class="poll-named">${words.say("Your name is stored with your answer.")}</p>`;
  return html`<p class="poll-anonymous"><b>${words.say("Anonymous")}.</b> ${words.say(SEALED)}</p>`;
}

/** In a second round, shows what this member answered in the first. */
function earlier(card: Card) {
  const first = firstOf(card.room.state.polls, card.poll);
  const choice = first && countedChoice(first);
  if (!choice?.length) return nothing;
  const answer = inWords(card, choice);
  return html`<p class="quietly">${card.words.say("Your answer in the first round: {answer}", { answer })}</p>`;
}

function countdown({ poll, words, room }: Card) {
  const left = secondsLeft(poll, room.now());
  if (left === null) return nothing;
  const time = timeText(left, localeOf(words.language));
  const isShort = left <= 10;
  return html`<p class="poll-countdown number ${isShort ? "wait" : ""}">
    ${words.say(left ? "{time} left" : "Time is up", { time: isolated(time) })}
  </p>`;
}

function statusOf({ poll, choices, room }: Card) {
  const { connection, waiting, refusals } = room;
  const mayVote = room.state.me.role === "participant";
  const leftOver = choices.leftOver(poll);
  return voteStatus(poll, choices.of(poll), { connection, waiting, refusals, mayVote, leftOver });
}

function statusLine(card: Card, { word, refusal, tone, counted = [] }: VoteStatus) {
  const { words } = card;
  return html`<p class="poll-status ${tone}" role=${isAnnounced(card) ? "status" : nothing}>
    ${tone === "good" ? icon("check") : nothing} ${tone === "stop" ? icon("warn") : nothing}
    ${refusal ? words.refusal(refusal) : word && words.say(word, { answer: inWords(card, counted) })}
  </p>`;
}

/**
 * Returns whether screen readers announce a change of the card. They do not if the card has only changed its
 * place because the presenter moved to another slide.
 */
function isAnnounced({ poll, place }: Card) {
  return place === "here" ? poll.state !== "draft" : poll.state === "open" || poll.slide === null;
}

function vote(event: Event, { poll, room, choices }: Card, choice: readonly string[]) {
  event.preventDefault();
  if (wrongWith(poll, choice) || (poll.anonymous && poll.mine)) return;
  const fields = { poll: poll.poll, ...fieldsOf(poll, choice) };
  const form = event.target as HTMLElement;
  // The draft stays until the vote is counted, so that a refused vote can be sent again.
  void room
    .send("poll.vote", poll.anonymous ? padded(fields, kindOf(poll).pad) : fields)
    .then((answer) => answer.ok && choices.forget(poll, choice))
    // Without its options, a sealed poll is short, and what says so may have left the screen.
    .then(() => form.querySelector(".poll-status")?.scrollIntoView({ block: "nearest" }));
}
