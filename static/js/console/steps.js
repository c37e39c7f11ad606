// @ts-check
/** Next steps: proposed, put to everyone one at a time, recorded as agreed or set aside. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { announce } from "../lib/dom.js";
import { drawInto } from "../lib/view.js";
import { inOrder } from "../steps/list.js";
import { worded, wordsOfDraft } from "../steps/wording.js";
import { notStarted, refusalLine } from "./control.js";
import { draftList } from "./drafts.js";
import { stepCard } from "./step_card.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").StepView} StepView */

const PROPOSE = "step.propose";

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {import("./view.js").Texts} texts
 * @param {(step: StepView) => Promise<boolean>} confirmDrop
 */
export function mountSteps(element, lectern, { decks }, confirmDrop) {
  /** @type {number | null} */
  let agreeing = null;
  let missing = "";
  let lacksText = false;
  const tell = createTeller(lectern);
  /** @type {() => void} */
  let redraw = () => {};

  /** @param {number | null} step */
  function startAgreeing(step) {
    agreeing = step;
    missing = "";
    redraw();
    if (step !== null) document.getElementById(`agree-${step}-owner`)?.focus();
  }

  /** @param {number} step @param {string} owner @param {string} due */
  async function agree(step, owner, due) {
    missing = owner === "" ? "owner" : due === "" ? "due" : "";
    redraw();
    if (missing === "" && (await lectern.act(`step ${step}`, "step.agree", { step, owner, due }))) startAgreeing(null);
  }

  /** @param {StepView} step */
  async function askToDrop(step) {
    if (await confirmDrop(step)) await lectern.act(`step ${step.step}`, "step.drop", { step: step.step });
  }

  /** @param {SubmitEvent} event */
  async function propose(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = String(new FormData(form).get("text") ?? "").trim();
    lacksText = text === "";
    redraw();
    const language = lectern.room.state.me.language;
    if (!lacksText && (await lectern.act(PROPOSE, "step.propose", { text, language }))) form.reset();
  }

  function template() {
    const { words, room } = lectern;
    const deck = decks.get(room.state.me.language);
    const steps = inOrder(room.state.steps).map((step) => worded(step, deck));
    const use = { startAgreeing, askToDrop, agree, missing: missing && words.say(`step.missing.${missing}`) };
    const card = (/** @type {StepView} */ step) =>
      stepCard(lectern, step, { ...use, draft: wordsOfDraft(step.draft, deck), isAgreeing: agreeing === step.step });
    tell(steps);
    return html`${notStarted(lectern)} ${steps.length ? nothing : html`<p class="quietly">${words.say("step.none")}</p>`}
      ${repeat(steps, (step) => step.step, card)}
      ${lectern.may("step.use") ? draftList(lectern, deck) : nothing}
      ${room.state.room.state === "ended" || !lectern.may(PROPOSE) ? nothing : proposeForm(lectern, propose, lacksText)}`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    const stops = [lectern.onChange(draw), decks.subscribe(draw)];
    return () => stops.forEach((stop) => stop());
  });
}

/** @param {Lectern} lectern @param {(event: SubmitEvent) => void} propose @param {boolean} lacksText */
function proposeForm(lectern, propose, lacksText) {
  const { words } = lectern;
  const off = String(!lectern.isReady || lectern.isBusy(PROPOSE));
  return html`<form class="stack console-propose" novalidate @submit=${propose}>
    <h3 class="console-part">${words.say("step.propose")}</h3>
    <div class="field">
      <label for="propose-text">${words.say("step.text")}</label>
      <textarea id="propose-text" class="input" name="text" rows="2" dir="auto" maxlength="500"></textarea>
    </div>
    ${refusalLine(lacksText ? words.say("step.missing.text") : lectern.refusalOf(PROPOSE))}
    <div class="row"><button class="button quiet" aria-disabled=${off}>${words.say("step.send")}</button></div>
  </form>`;
}

/** Says what becomes of a step and what was proposed; never each answer. @param {Lectern} lectern */
function createTeller({ words }) {
  /** @type {Map<number, string>} */
  const known = new Map();
  let isFirst = true;

  /** @param {StepView[]} steps */
  return (steps) => {
    for (const step of steps) {
      const changed = known.get(step.step) !== step.state;
      known.set(step.step, step.state);
      if (changed && !isFirst) announce(`${words.say(`step.state.${step.state}`)}: ${step.text}`);
    }
    isFirst = false;
  };
}
