/** Draws the polls of a participant's room: that of the current slide on it, all others in their own place. */

import { html, nothing } from "lit-html";
import { scrollUpTo } from "../../kit/scrolling.ts";
import { pickText } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { DeckPoll, PollView } from "../../room/engine/types.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import type { Wording } from "./asking.ts";
import { pollCard } from "./card.ts";
import { isLoaded } from "./kinds.ts";
import { isCell } from "./cells.ts";
import type { Choices } from "./choices.ts";
import { latest } from "./rounds.ts";

interface Shared {
  screen: Screen;
  choices: Choices;
}

export function mountPollHere(element: HTMLElement, room: Room, words: Words, { screen, choices }: Shared) {
  const drawn = room.state.polls;
  let wasRevealed = true;

  /** A voter has scrolled down to the button, and the result replaces all that was above it. */
  function scrollUpToResult(isRevealed: boolean) {
    if (isRevealed && !wasRevealed) scrollUpTo(element.previousElementSibling as HTMLElement);
    wasRevealed = isRevealed;
  }

  function template() {
    if (!screen.deck) return undefined;
    const text = screen.slide?.poll;
    element.removeAttribute("data-open");
    if (!text) return nothing;
    const poll = latest(room.state.polls, room.state.polls.find((other) => other.poll === text.poll) ?? notOpened(text));
    element.toggleAttribute("data-open", poll.state === "open");
    scrollUpToResult(poll.state === "revealed");
    // The server has drawn its form, which works until the script for it has loaded.
    if (!isLoaded(poll)) return isAsDrawn(drawn, poll) ? undefined : loading(words);
    return pollCard({ poll, text, place: "here", titled: false, choices, room, words });
  }
  return drawInto(element, template, screen.subscribe);
}

export function mountOtherPolls(element: HTMLElement, room: Room, words: Words, { screen, choices }: Shared) {
  const drawn = room.state.polls;
  let newest = "";
  let newestSince = -1;

  /**
   * Returns whether something here is about this moment: an open poll, or, until the slide changes, the result of
   * the newest one that was made during the session.
   */
  function isCurrent(others: readonly PollView[]) {
    const made = others.find(({ slide }) => slide === null);
    const key = made ? made.poll + made.state : "";
    if (key !== newest) [newest, newestSince] = [key, screen.shown];
    return others.some(isOpen) || (made !== undefined && newestSince === screen.shown);
  }

  function template() {
    if (!screen.deck) return undefined;
    const { polls } = room.state;
    const seen = polls.filter((poll) => poll.state !== "draft" && latest(polls, poll) === poll);
    const others = seen.filter(({ slide }) => slide === null || slide !== screen.shown).sort(newestFirst);
    const isOpenHere = seen.some((poll) => poll.slide === screen.shown && isOpen(poll));
    const isAnyOpen = seen.some(isOpen);
    element.toggleAttribute("data-empty", !isCurrent(others));
    if (seen.every((poll) => isAsDrawn(drawn, poll)) && !seen.every(isLoaded)) return undefined;
    return html`<h2 id="polls-title" tabindex="-1">${words.say("Poll")}</h2>
      ${isOpenHere ? html`<p class="quietly">${words.say("The open poll is on the slide")}</p>` : nothing}
      ${others.length || isOpenHere ? nothing : html`<p class="quietly">${words.say("No poll is open now")}</p>`}
      ${others.map((poll, index) => entry(poll, isAnyOpen ? isOpen(poll) : index === 0))}`;
  }

  /** Folds earlier polls, for which `isNow` is false. */
  function entry(poll: PollView, isNow: boolean) {
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

  function textOf(poll: PollView): Wording | null {
    if (poll.slide !== null) return screen.deck?.slides[poll.slide]?.poll ?? null;
    const found = pickText(poll.texts, room.state.me.language);
    return found && { ...found.text, language: found.language };
  }

  return drawInto(element, template, screen.subscribe);
}

function loading(words: Words) {
  return html`<p class="quietly">${words.say("Loading…")}</p>`;
}

/** @param drawn the polls that the server had when it drew the page */
function isAsDrawn(drawn: readonly PollView[], { poll, state }: PollView) {
  return drawn.some((other) => other.poll === poll && other.state === state);
}

function isOpen({ state }: PollView) {
  return state === "open";
}

function newestFirst(one: PollView, other: PollView) {
  return (other.opened_at ?? "").localeCompare(one.opened_at ?? "");
}

/** Returns a poll that the presenter has not opened: participants know it only from its slide. */
function notOpened({ poll, kind, quiz, labels, anonymous }: DeckPoll): PollView {
  const keys = Object.keys(labels);
  const cells = keys.filter(isCell);
  const options = cells.length ? cells : keys;
  const none = { slide: null, texts: null, opened_at: null, closed_at: null, mine: null };
  return { poll, kind, quiz, options, anonymous, state: "draft", ...none };
}
