/** Draws the console's tab of polls: the poll of the moment in full, the button to make one, and the others below. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { notStarted } from "../../console/control.ts";
import { createFollowing } from "../../console/following.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { Texts } from "../../console/view.ts";
import { announce } from "../../../kit/dom.ts";
import { every, together } from "../../../kit/subscriptions.ts";
import { drawInto } from "../../../kit/view.ts";
import { msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";
import { wordsOfPoll, type PollWords } from "../wording.ts";
import { agendaOf } from "./agenda.ts";
import { pollCard } from "./card.ts";
import { isLeftOut, isOfThisPart, isSpent } from "./parts.ts";
import { stateName } from "./states.ts";

const NONE_HERE = msg("No poll is open, and this slide has none.");
const NONE_YET = msg("There is no poll yet. Make one below.");
const OTHER_MODULES = msg("{n} poll of other modules", "{n} polls of other modules");

export function mountPolls(element: HTMLElement, lectern: Lectern, { decks }: Texts) {
  const announceChanges = createTeller(lectern);

  function template() {
    const { polls, room, me } = lectern.room.state;
    const deck = decks.get(me.language);
    // The page's "Loading…" stays until the deck's words have arrived.
    if (!deck) return undefined;
    const { first, others } = agenda();
    const [ofThisPart, elsewhere] = [true, false].map((isHere) =>
      others.filter((poll) => (poll.state === "open" || isOfThisPart(lectern.room.state, poll)) === isHere),
    );
    const wording = (poll: PollView) => wordsOfPoll(poll, deck, me.language) ?? NO_WORDS;
    announceChanges(polls, wording);
    return html`
      ${notStarted(lectern)}
      ${first
        ? html`<article class="console-card" data-poll=${first.poll}>${pollCard(lectern, first, wording(first))}</article>`
        : html`<p class="quietly">${lectern.words.say(polls.length ? NONE_HERE : NONE_YET)}</p>`}
      ${room.state === "ended" || !lectern.may("poll.create") ? nothing : makeButton(lectern)}
      ${ofThisPart.length ? html`<h3 class="console-part">${lectern.words.say("Other polls")}</h3>` : nothing}
      ${list(ofThisPart, wording)}
      ${elsewhere.length
        ? html`<details class="console-why">
            <summary>${lectern.words.say(OTHER_MODULES, { n: elsewhere.length })}</summary>
            ${list(elsewhere, wording)}
          </details>`
        : nothing}
    `;
  }

  function list(polls: PollView[], wording: (poll: PollView) => PollWords) {
    const entries = repeat(polls, (poll) => poll.poll, (poll) => foldedPoll(lectern, poll, wording(poll)));
    return html`<div class="console-others">${entries}</div>`;
  }

  function agenda() {
    const { state } = lectern.room;
    const polls = state.polls.filter((poll) => !isLeftOut(state, poll));
    return agendaOf(polls, state.room.slide, (poll) => isSpent(state, poll));
  }

  const followed = createFollowing(element, openedPoll, titleOf);

  function openedPoll() {
    const { first } = agenda();
    return first?.state === "open" ? first.poll : undefined;
  }

  // A card shows for how many seconds its poll has been open.
  const subscribe = together(every(1000), lectern.onChange, () => lectern.onChange(followed), decks.subscribe);
  return drawInto(element, template, subscribe);
}

/** Returns the title of the first poll. A heading needs a tabindex to take the focus. */
function titleOf(element: HTMLElement) {
  const title = element.querySelector("h3");
  if (title) title.tabIndex = -1;
  return title;
}

const NO_WORDS: PollWords = { question: "", labels: {}, language: "en" };

function makeButton({ words }: Lectern) {
  return html`<button type="button" class="button quiet wide" data-opens="make-dialog">${words.say("Make a poll")}</button>`;
}

function foldedPoll(lectern: Lectern, poll: PollView, wording: PollWords) {
  return html`<details class="console-other" data-poll=${poll.poll}>
    <summary>
      <span lang=${wording.language} dir="auto">${wording.question}</span>
      <span class="console-other-state small quietly">${lectern.words.say(stateName(poll))}</span>
    </summary>
    ${pollCard(lectern, poll, wording)}
  </details>`;
}

/** Announces to screen readers that a poll was opened, closed or revealed, but not every vote. */
function createTeller({ words }: Lectern) {
  const known = new Map<string, string>();
  let isFirst = true;

  return (polls: PollView[], wording: (poll: PollView) => PollWords) => {
    for (const poll of polls) {
      const changed = known.get(poll.poll) !== poll.state;
      known.set(poll.poll, poll.state);
      if (changed && !isFirst) announce(`${words.say(stateName(poll))}: ${wording(poll).question}`);
    }
    isFirst = false;
  };
}
