// @ts-check
/** The polls: the one of the moment large, the others below, and the way to make one. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { notStarted } from "../../console/control.js";
import { createFollowing } from "../../console/following.js";
import { announce } from "../../lib/dom.js";
import { every, together } from "../../lib/subscribing.js";
import { drawInto } from "../../lib/view.js";
import { wordsOfPoll } from "../wording.js";
import { agendaOf } from "./agenda.js";
import { pollCard } from "./card.js";
import { isKept, isOfThisPart } from "./parts.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../live/types.js").PollView} PollView */

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {import("../../console/view.js").Texts} texts
 */
export function mountRun(element, lectern, { decks }) {
  const say = createTeller(lectern);

  function template() {
    const { polls, room, me } = lectern.room.state;
    const deck = decks.get(me.language);
    // The server has drawn the polls: they stay until there are words to draw them anew.
    if (!deck) return undefined;
    const { first, others } = agenda();
    const [near, far] = [true, false].map((isNear) =>
      others.filter((poll) => (poll.state === "open" || isOfThisPart(lectern.room.state, poll)) === isNear),
    );
    const wording = (/** @type {PollView} */ poll) => wordsOfPoll(poll, deck, me.language) ?? NO_WORDS;
    say(polls, wording);
    return html`
      ${notStarted(lectern)}
      ${first
        ? html`<article class="console-card" data-poll=${first.poll}>${pollCard(lectern, first, wording(first))}</article>`
        : html`<p class="quietly">${lectern.words.say(polls.length ? "poll.none_here" : "poll.none_yet")}</p>`}
      ${room.state === "ended" || !lectern.may("poll.create") ? nothing : makeButton(lectern)}
      ${near.length ? html`<h3 class="console-part">${lectern.words.say("poll.others")}</h3>` : nothing}
      ${list(near, wording)}
      ${far.length
        ? html`<details class="console-why">
            <summary>${lectern.words.say("poll.other_parts", { n: far.length })}</summary>
            ${list(far, wording)}
          </details>`
        : nothing}
    `;
  }

  /** @param {PollView[]} polls @param {(poll: PollView) => import("../wording.js").PollWords} wording */
  function list(polls, wording) {
    const entries = repeat(polls, (poll) => poll.poll, (poll) => other(lectern, poll, wording(poll)));
    return html`<div class="console-others">${entries}</div>`;
  }

  function agenda() {
    const { state } = lectern.room;
    return agendaOf(state.polls, state.room.slide, (poll) => isKept(state, poll));
  }

  const followed = createFollowing(element, openedPoll, titleOf);

  function openedPoll() {
    const { first } = agenda();
    return first?.state === "open" ? first.poll : undefined;
  }

  // How long a poll is open moves on by the second.
  const subscribe = together(every(1000), lectern.onChange, () => lectern.onChange(followed), decks.subscribe);
  return drawInto(element, template, subscribe);
}

/** A title is no control, and has to be told that it may have the focus. @param {HTMLElement} element */
function titleOf(element) {
  const title = element.querySelector("h3");
  if (title) title.tabIndex = -1;
  return title;
}

/** @type {import("../wording.js").PollWords} */
const NO_WORDS = { question: "", labels: {}, language: "en" };

/** @param {Lectern} lectern */
function makeButton({ words }) {
  return html`<button type="button" class="button quiet wide" data-opens="make-dialog">${words.say("make.title")}</button>`;
}

/** @param {Lectern} lectern @param {PollView} poll @param {import("../wording.js").PollWords} wording */
function other(lectern, poll, wording) {
  return html`<details class="console-other" data-poll=${poll.poll}>
    <summary>
      <span lang=${wording.language} dir="auto">${wording.question}</span>
      <span class="console-other-state small quietly">${lectern.words.say(`poll.state.${poll.state}`)}</span>
    </summary>
    ${pollCard(lectern, poll, wording)}
  </details>`;
}

/** Says to a screen reader that a poll was opened, closed or shown; never each vote. @param {Lectern} lectern */
function createTeller({ words }) {
  /** @type {Map<string, string>} */
  const known = new Map();
  let isFirst = true;

  /** @param {PollView[]} polls @param {(poll: PollView) => import("../wording.js").PollWords} wording */
  return (polls, wording) => {
    for (const poll of polls) {
      const changed = known.get(poll.poll) !== poll.state;
      known.set(poll.poll, poll.state);
      if (changed && !isFirst) announce(`${words.say(`poll.state.${poll.state}`)}: ${wording(poll).question}`);
    }
    isFirst = false;
  };
}
