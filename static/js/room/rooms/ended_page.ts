/** Draws the page after the session has ended: thanks, and the agreed steps. */

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
    const agreedSteps = wordedAll(room.state.steps, room.state.me).filter(isAgreed);
    return html`<h2>${words.say("Thank you for taking part")}</h2>
      <p>${words.say("The session has ended. You may close this page.")}</p>
      <h3>${words.say("Agreed next steps")}</h3>
      ${agreedSteps.length
        ? html`<ul class="steps">${agreedSteps.map((step) => stepLine(step, words))}</ul>`
        : html`<p class="quietly">${words.say("No next steps were agreed.")}</p>`}
      <p>
        <a href=${`/replay/${room.state.room.code}`}>${words.say("Watch again, or catch up with what you missed")}</a>
      </p>`;
  }
  return drawInto(element, template, screen.subscribe);
}
