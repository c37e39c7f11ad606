// @ts-check
/** The places of a room at the foot of a phone, and the offer to answer what is open elsewhere. */

import { html, nothing } from "lit-html";
import { focusOn } from "../lib/dom.js";
import { icon } from "../lib/icons.js";
import { drawInto } from "../lib/view.js";
import { unanswered } from "../steps/list.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./screen.js").Place} Place */

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {{screen: Screen}} shared
 */
export function mountPlaces(element, room, words, { screen }) {
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));

  function template() {
    main.dataset.place = screen.place;
    const offer = offerOf(room.state, screen);
    return html`${offer
        ? html`<button class="dock-offer" @click=${() => answer(offer.place)}>${words.say(offer.word)}</button>`
        : nothing}
      <nav aria-label=${element.querySelector("nav")?.getAttribute("aria-label") ?? ""}>
        ${place("slides", "slide", words.say("slide"), 0)}
        ${place("polls", "poll", words.say("poll"), openPolls(room.state).length)}
        ${place("steps", "steps", words.say("steps"), unanswered(room.state) ? 1 : 0)}
      </nav>`;
  }

  /** @param {Place} name @param {"slide" | "poll" | "steps"} sign @param {string} word @param {number} count */
  function place(name, sign, word, count) {
    return html`<a
      class="dock-place"
      href="#${name}"
      aria-current=${screen.place === name ? "true" : "false"}
      @click=${(/** @type {Event} */ event) => go(event, name)}
      >${icon(sign)}<span>${word}</span>${count ? html`<b class="count">${words.number(count)}</b>` : nothing}</a
    >`;
  }

  /** @param {Event} event @param {Place} name */
  function go(event, name) {
    event.preventDefault();
    show(name);
  }

  /** @param {Place} name */
  function answer(name) {
    if (name === "slides") screen.follow();
    show(name);
  }

  /** @param {Place} name */
  function show(name) {
    screen.go(name);
    scrollTo(0, 0);
    const section = document.getElementById(name);
    focusOn(section?.querySelector("h2") ?? section);
  }

  const stop = drawInto(element, template, screen.subscribe);
  // What sticks above the places has to know how high they are: words wrap in some languages.
  const observer = new ResizeObserver(() => {
    const nav = element.querySelector("nav");
    document.documentElement.style.setProperty("--dock", `${nav?.offsetHeight ?? 0}px`);
  });
  observer.observe(element);
  return () => {
    stop();
    observer.disconnect();
  };
}

/**
 * Polls that wait for this member's answer.
 * @param {Room["state"]} state
 */
export function openPolls(state) {
  if (state.me.role !== "participant") return [];
  return state.polls.filter((poll) => poll.state === "open" && !poll.mine);
}

/**
 * What waits for an answer and is not on the screen: a poll before a step.
 * @param {Room["state"]} state
 * @param {Pick<Screen, "place" | "shown">} screen
 * @returns {{place: Place, word: string} | null}
 */
export function offerOf(state, { place, shown }) {
  for (const { slide } of openPolls(state)) {
    const isPresented = slide !== null && slide === state.room.slide;
    const isSeen = place === "polls" ? slide !== shown : place === "slides" && slide === shown;
    if (!isSeen) return { place: isPresented ? "slides" : "polls", word: "poll.offer" };
  }
  return unanswered(state) && place !== "steps" ? { place: "steps", word: "step.offer" } : null;
}
