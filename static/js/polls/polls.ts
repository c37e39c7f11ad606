// @ts-check
/** The polls of a participant's room: the one of the shown slide on it, all others in their own place. */

import { html, nothing } from "lit-html";
import { pickText } from "../lib/texts.js";
import { drawInto } from "../lib/view.js";
import { pollCard } from "./card.js";
import { isLoaded } from "./kinds.js";
import { isCell } from "./cells.js";
import { latest } from "./rounds.js";

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/types.js").DeckPoll} DeckPoll */
/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/**
 * @typedef {object} Shared
 * @property {import("../rooms/screen.js").Screen} screen
 * @property {import("./choices.js").Choices} choices
 */

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {Shared} shared
 */
export function mountPollHere(element, room, words, { screen, choices }) {
  const drawn = room.state.polls;

  function template() {
    if (!screen.deck) return undefined;
    const text = screen.slide?.poll;
    element.removeAttribute("data-open");
    if (!text) return nothing;
    const poll = latest(room.state.polls, room.state.polls.find((other) => other.poll === text.poll) ?? notOpened(text));
    element.toggleAttribute("data-open", poll.state === "open");
    // Its form works until the script for it is there: the server has drawn it.
    if (!isLoaded(poll)) return isAsDrawn(drawn, poll) ? undefined : loading(words);
    return pollCard({ poll, text, place: "here", titled: false, choices, room, words });
  }
  return drawInto(element, template, screen.subscribe);
}

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {Shared} shared
 */
export function mountOtherPolls(element, room, words, { screen, choices }) {
  const drawn = room.state.polls;

  function template() {
    if (!screen.deck) return undefined;
    const { polls } = room.state;
    const seen = polls.filter((poll) => poll.state !== "draft" && latest(polls, poll) === poll);
    if (seen.every((poll) => isAsDrawn(drawn, poll)) && !seen.every(isLoaded)) return undefined;
    const others = seen.filter(({ slide }) => slide === null || slide !== screen.shown);
    const isOpenHere = seen.some(({ slide, state }) => slide === screen.shown && state === "open");
    return html`<h2 id="polls-title" tabindex="-1">${words.say("poll")}</h2>
      ${isOpenHere ? html`<p class="quietly">${words.say("poll.on_slide")}</p>` : nothing}
      ${others.length || isOpenHere ? nothing : html`<p class="quietly">${words.say("poll.none")}</p>`}
      ${others.sort(newestFirst).map((poll, index) => entry(poll, index === 0 || poll.state === "open"))}`;
  }

  /** @param {PollView} poll @param {boolean} isNow earlier ones are folded up */
  function entry(poll, isNow) {
    const text = textOf(poll);
    if (!text) return nothing;
    if (!isLoaded(poll)) return loading(words);
    const card = { poll, text, place: "others", choices, room, words };
    if (isNow) return pollCard({ ...card, titled: true });
    return html`<details class="earlier">
      <summary><bdi lang=${text.language}>${text.question}</bdi></summary>
      ${pollCard({ ...card, titled: false })}
    </details>`;
  }

  /** @param {PollView} poll @returns {import("./asking.js").Wording | null} */
  function textOf(poll) {
    if (poll.slide !== null) return screen.deck?.slides[poll.slide]?.poll ?? null;
    const found = pickText(poll.texts, room.state.me.language);
    return found && { ...found.text, language: found.language };
  }

  return drawInto(element, template, screen.subscribe);
}

/** @param {Words} words */
function loading(words) {
  return html`<p class="quietly">${words.say("slide.loading")}</p>`;
}

/** @param {readonly PollView[]} drawn what the server had when it drew the page @param {PollView} poll */
function isAsDrawn(drawn, { poll, state }) {
  return drawn.some((other) => other.poll === poll && other.state === state);
}

/** @param {PollView} one @param {PollView} other */
function newestFirst(one, other) {
  return (other.opened_at ?? "").localeCompare(one.opened_at ?? "");
}

/** A poll that the presenter has not opened: participants know it only from its slide.
 * @param {DeckPoll} text @returns {PollView} */
function notOpened({ poll, kind, quiz, labels, anonymous }) {
  const keys = Object.keys(labels);
  const cells = keys.filter(isCell);
  const options = cells.length ? cells : keys;
  const none = { slide: null, texts: null, opened_at: null, closed_at: null, mine: null };
  return { poll, kind, quiz, options, anonymous, state: "draft", ...none };
}
