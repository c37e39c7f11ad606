// @ts-check
/** Captions in a participant's room: the last two lines, at the foot of whatever is read. */

import { html, nothing } from "lit-html";

import { shelf } from "../lib/storage.js";
import { drawInto } from "../lib/view.js";
import { createLines } from "./lines.js";

/** @typedef {import("../live/room.js").Room} Room */

const KEY = "webinar.captions_off";

/** @type {import("../rooms/extras.js").Extra} */
export const captions = { mounts: { "captions/reader": mountReader } };

/**
 * There once the first line is, and from then on of one height: nothing moves while one reads.
 *
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {import("../lib/words.js").Words} words
 */
function mountReader(element, room, words) {
  const storage = shelf("localStorage");
  const linesOf = createLines();
  const { language } = room.state.me;
  element.setAttribute("aria-label", words.say("captions.title"));
  /** @type {() => void} */
  let redraw = () => {};

  function toggle() {
    if (isOff()) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
    redraw();
  }

  const isOff = () => storage.getItem(KEY) !== null;

  function template() {
    const lines = linesOf(room.state.captions);
    element.hidden = lines.length === 0 || room.state.room.state !== "live";
    element.toggleAttribute("data-off", isOff());
    const shown = html`<div class="captions-lines" lang=${language} tabindex="0" role="group" aria-label=${words.say("captions.title")}>
      <div>${lines.map((line) => html`<p dir="auto">${line}</p>`)}</div>
    </div>`;
    return html`${isOff() ? nothing : shown}
      <button type="button" class="button plain" aria-expanded=${String(!isOff())} @click=${toggle}>
        ${words.say(isOff() ? "captions.show" : "captions.hide")}
      </button>`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return room.subscribe(draw);
  });
}
