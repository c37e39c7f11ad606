// @ts-check
/** Next steps of a participant's room: the one put to everyone, the list, and a form to propose. */

import { html, nothing } from "lit-html";
import { drawInto } from "../lib/view.js";
import { stepLine } from "./line.js";
import { inOrder } from "./list.js";
import { proposalForm, proposalsOnTheirWay } from "./proposal.js";
import { stepQuestion } from "./question.js";

/**
 * @typedef {object} Context
 * @property {import("../live/room.js").Room} room
 * @property {import("../lib/words.js").Words} words
 * @property {import("../rooms/drafts.js").Drafts} drafts
 * @property {import("../rooms/screen.js").Screen} screen
 */

/**
 * @param {HTMLElement} element
 * @param {Context["room"]} room
 * @param {Context["words"]} words
 * @param {Pick<Context, "drafts" | "screen">} shared
 */
export function mountSteps(element, room, words, { drafts, screen }) {
  const context = { room, words, drafts, screen };

  function template() {
    const steps = inOrder(screen.steps);
    const put = steps.find(({ state }) => state === "put");
    const others = steps.filter((step) => step !== put).map((step) => stepLine(step, words));
    const list = [...others, ...proposalsOnTheirWay(context)];
    return html`<h2 id="steps-title" tabindex="-1">${words.say("steps")}</h2>
      ${put ? stepQuestion(put, context) : nothing}
      ${list.length ? html`<ul class="steps">${list}</ul>` : nothing}
      ${put || list.length ? nothing : html`<p class="quietly">${words.say("step.none")}</p>`}
      ${room.state.me.role === "interpreter" ? nothing : proposalForm(context)}`;
  }

  return drawInto(element, template, screen.subscribe);
}
