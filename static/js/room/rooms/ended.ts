/** The page after the session has ended: thanks, and the agreed steps. */

import { html } from "lit-html";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../engine/room.ts";
import { stepLine } from "../../live/steps/line.ts";
import { isAgreed } from "../../live/steps/list.ts";
import { wordedAll } from "../../live/steps/wording.ts";
import type { Screen } from "./screen.ts";

export function mountEnded(element: HTMLElement, room: Room, words: Words, { screen }: { screen: Screen }) {
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
