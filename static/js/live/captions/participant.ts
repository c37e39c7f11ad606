/** Adds captions to a participant's room: the last two lines, at the foot of the page. */

import { html, nothing } from "lit-html";

import { shelf } from "../../kit/storage.ts";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { createLines, lifeOf, partialOf } from "./lines.ts";

const KEY = "webinar.captions_off";

export const captions: InRoom = { mounts: { "captions/reader": mountReader } };

/**
 * Shows the lane while somebody interprets: the whole newest line, and the one before it if there is room. A
 * line that no other follows is removed after a while; otherwise it would seem to be what is being said now.
 */
function mountReader(element: HTMLElement, room: Room, words: Words) {
  const storage = shelf("localStorage");
  const linesOf = createLines();
  const { language } = room.state.me;
  element.setAttribute("aria-label", words.say("Captions"));
  let redraw: () => void = () => {};
  let shownKey = "";
  let isOver = false;
  let fadeTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param key changes with what is shown */
  function follow(key: string) {
    if (key === shownKey) return;
    shownKey = key;
    isOver = false;
    clearTimeout(fadeTimer);
    fadeTimer = setTimeout(fade, lifeOf(key));
  }

  function fade() {
    isOver = true;
    redraw();
  }

  /** Shows the newest line from its beginning, and alone if there is no room for both. */
  function fit() {
    const lane = element.querySelector(".captions-lines");
    if (!lane) return;
    lane.removeAttribute("data-alone");
    lane.toggleAttribute("data-alone", lane.scrollHeight > parseFloat(getComputedStyle(lane).minHeight) + 1);
    lane.scrollTop = 0;
  }

  function toggle() {
    if (isOff()) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
    redraw();
  }

  const isOff = () => storage.getItem(KEY) !== null;

  function template() {
    const { captions, room: { state } } = room.state;
    const partial = partialOf(captions);
    const lines = [...linesOf(captions), partial].filter(Boolean).slice(-2);
    const mark = partial ? "machine" : captions?.mark;
    follow(`${captions?.id} ${lines[lines.length - 1]} ${mark}`);
    element.hidden = lines.length === 0 || state !== "live" || (isOver && !isOff());
    element.toggleAttribute("data-off", isOff());
    const linesBox = html`<div class="captions-lines" lang=${language} tabindex="0" role="group" aria-label=${words.say("Captions")}>
      <div>${mark ? html`<small>${words.say(mark === "machine" ? "By machine" : "Captions by machine have stopped")}</small>` : nothing}${lines.map((line) => html`<p>${line}</p>`)}</div>
    </div>`;
    return html`${isOff() ? nothing : linesBox}
      <button type="button" class="button plain" aria-expanded=${String(!isOff())} @click=${toggle}>
        ${words.say(isOff() ? "Show captions" : "Hide")}
      </button>`;
  }

  return drawInto(element, template, (draw) => {
    redraw = () => {
      const keyBefore = shownKey;
      draw();
      if (shownKey !== keyBefore) fit();
    };
    fit();
    return room.subscribe(redraw);
  });
}
