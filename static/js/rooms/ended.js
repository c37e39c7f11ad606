// @ts-check
/** Planned, live, ended: which part of the page is there; and at the end what was agreed. */

import { html } from "lit-html";
import { stepLine } from "../steps/line.js";
import { drawInto } from "../lib/view.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {Words} words
 * @param {{screen: import("./screen.js").Screen}} shared
 */
export function mountEnded(element, room, words, { screen }) {
  function template() {
    document.body.dataset.state = room.state.room.state;
    if (room.state.room.state !== "ended") return undefined;
    const agreed = screen.steps.filter(({ state }) => state === "agreed");
    return html`<h2>${words.say("ended.title")}</h2>
      <p>${words.say("ended.text")}</p>
      <h3>${words.say("ended.steps")}</h3>
      ${agreed.length
        ? html`<ul class="steps">${agreed.map((step) => stepLine(step, words))}</ul>`
        : html`<p class="quietly">${words.say("ended.no_steps")}</p>`}`;
  }
  return drawInto(element, template, screen.subscribe);
}
