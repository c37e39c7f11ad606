// @ts-check
/** What stays when the session has ended: thanks, and what was agreed. */

import { html } from "lit-html";
import { drawInto } from "../lib/view.js";
import { stepLine } from "../steps/line.js";
import { isAgreed } from "../steps/list.js";
import { wordedAll } from "../steps/wording.js";

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
    if (room.state.room.state !== "ended") return undefined;
    const agreed = wordedAll(room.state.steps, room.state.me).filter(isAgreed);
    return html`<h2>${words.say("ended.title")}</h2>
      <p>${words.say("ended.text")}</p>
      <h3>${words.say("ended.steps")}</h3>
      ${agreed.length
        ? html`<ul class="steps">${agreed.map((step) => stepLine(step, words))}</ul>`
        : html`<p class="quietly">${words.say("ended.no_steps")}</p>`}
      <p><a href=${`/replay/${room.state.room.code}`}>${words.say("ended.replay")}</a></p>`;
  }
  return drawInto(element, template, screen.subscribe);
}
