// @ts-check
/** Next steps of a participant's room: the one put to everyone, the list, and a form to propose. */

import { html, nothing } from "lit-html";
import { drawInto } from "../lib/view.js";
import { amending, draftToAmend } from "./amending.js";
import { stepLine } from "./line.js";
import { inOrder } from "./list.js";
import { askedCards, owning } from "./owning.js";
import { proposalForm, proposalsOnTheirWay } from "./proposal.js";
import { draftOf, stepQuestion } from "./question.js";
import { wordedAll } from "./wording.js";

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
  const giveBack = takeTyped(element, drafts);
  // Only the server knows whether there is an earlier session: its line is drawn on.
  const earlier = element.querySelector(".steps-earlier");

  /** Of the step that was put last. @type {number | null} */
  let last = null;

  function template() {
    const steps = inOrder(wordedAll(room.state.steps, room.state.me));
    const put = steps.find(({ state }) => state === "put" || state === "closed");
    if (put) last = put.step;
    const top = put ?? steps.find(({ step, outcome }) => step === last && outcome);
    const list = [
      ...steps.filter((step) => step !== top).map((step) => stepLine(step, words, actions(step, context))),
      ...proposalsOnTheirWay(context, steps.map(({ text }) => text)),
    ];
    return html`<h2 id="steps-title" tabindex="-1">${words.say("steps")}</h2>
      ${earlier ?? nothing} ${askedCards(context)} ${top ? stepQuestion(top, context) : nothing}
      ${list.length ? html`<ul class="steps">${list}</ul>` : nothing}
      ${top || list.length ? nothing : html`<p class="quietly">${words.say("step.none")}</p>`}
      ${room.state.me.role === "interpreter" ? nothing : proposalForm(context)}`;
  }

  const stop = drawInto(element, template, screen.subscribe);
  giveBack();
  return stop;
}

/** @param {import("./wording.js").Worded} step @param {Context} context */
function actions(step, context) {
  return html`${amending(step, context)} ${owning(step, context)}`;
}

/**
 * Somebody may be writing in the forms of the server's page when this takes over.
 * @param {HTMLElement} element
 * @param {Context["drafts"]} drafts
 * @returns {() => void} puts the cursor back once the fields are drawn anew
 */
function takeTyped(element, drafts) {
  const field = (/** @type {string} */ one) => /** @type {HTMLTextAreaElement | null} */ (element.querySelector(one));
  const step = /** @type {HTMLInputElement | null} */ (element.querySelector(".step.put [name='step']"));
  /** @type {Record<string, [string, (text: string) => unknown]>} the draft of each field, and what is kept there */
  const fields = {
    "#step-text": ["step", (text) => text],
    ".reason > textarea": [draftOf({ step: Number(step?.value) }), (text) => text],
    ...wordings(element),
  };
  for (const [one, [name, kept]] of Object.entries(fields)) {
    const found = field(one);
    if (found && found.value !== found.defaultValue) drafts.set(name, kept(found.value));
  }
  const written = Object.keys(fields).find((one) => field(one) === document.activeElement && field(one));
  const at = written && field(written)?.selectionStart;
  return () => {
    if (!written) return;
    field(written)?.focus({ preventScroll: true });
    if (typeof at === "number") field(written)?.setSelectionRange(at, at);
  };
}

/**
 * The forms in which one's own proposals are worded anew.
 * @param {HTMLElement} element
 * @returns {Record<string, [string, (text: string) => unknown]>}
 */
function wordings(element) {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (element.querySelectorAll(".step-amend > form"));
  return Object.fromEntries([...forms].map((form) => {
    const { step, base } = Object.fromEntries(new FormData(form));
    return [`#step-amend-${step}`, [draftToAmend(Number(step)), (text) => ({ text, base: Number(base) })]];
  }));
}
