/** Draws next steps on the console: first the one put to the room now, then those proposed, agreed and set aside. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { notStarted, refusalLine } from "../../console/control.ts";
import { createFollowing } from "../../console/following.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { Texts } from "../../console/view.ts";
import { announce } from "../../../kit/dom.ts";
import { sendForm } from "../../../kit/sent_form.ts";
import { together } from "../../../kit/subscriptions.ts";
import { drawInto } from "../../../kit/view.ts";
import { msg, msgIn, type Msg } from "../../../kit/words.ts";
import type { StepView } from "../../../room/engine/types.ts";
import { stateName, VERDICT_NAMES } from "../names.ts";
import { wordsOfDraft } from "../wording.ts";
import { stepCard } from "./card.ts";
import { draftList } from "./drafts.ts";
import { groupsOf, wordsFor } from "./facts.ts";
import { createStepForms } from "./forms.ts";
import { termsForm, termsLine } from "./terms.ts";

const PROPOSE = "step.propose";

export function mountSteps(element: HTMLElement, lectern: Lectern, { decks }: Texts) {
  let lacksText = false;
  const announceChanges = createTeller(lectern);
  let redraw: () => void = () => {};
  const forms = createStepForms(() => redraw());

  async function propose(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get("text") ?? "").trim();
    lacksText = text === "";
    redraw();
    const language = lectern.room.state.me.language;
    if (lacksText) return;
    if (await sendForm(form, () => lectern.act(PROPOSE, "step.propose", { text, language }))) form.reset();
  }

  function template() {
    const { words, room } = lectern;
    const { steps, room: session } = room.state;
    const deck = decks.get(room.state.me.language);
    const groups = groupsOf(steps, announceChanges(steps));
    const cards = (shownSteps: StepView[]) =>
      repeat(shownSteps, (step) => step.step, (step) => stepCard(lectern, step, forms, wordsOfDraft(step.draft, deck)));
    const group = (shownSteps: StepView[], title: Msg) =>
      shownSteps.length ? html`<h3 class="console-part">${words.say(title)}</h3>${cards(shownSteps)}` : nothing;
    return html`${notStarted(lectern)} ${session.state === "planned" ? termsForm(lectern) : nothing}
      ${steps.length
        ? nothing
        : html`<p class="quietly">${words.say("No next steps yet. Propose one, or wait for the participants.")}</p>`}
      ${cards(groups.now)} ${group(groups.proposed, msgIn("steps", "Proposed"))}
      ${lectern.may("step.use") ? draftList(lectern, deck) : nothing}
      ${session.state === "ended" || !lectern.may(PROPOSE) ? nothing : proposeForm(lectern, propose, lacksText)}
      ${group(groups.agreed, msgIn("steps", "Agreed"))}
      ${groups.dropped.length
        ? html`<details class="console-why">
            <summary>
              ${words.say(msg("{n} step set aside", "{n} steps set aside"), { n: groups.dropped.length })}
            </summary>
            ${cards(groups.dropped)}
          </details>`
        : nothing}
      ${session.state === "planned" ? nothing : termsLine(lectern)}`;
  }

  const putStep = () => lectern.room.state.steps.find(({ state }) => state === "put")?.step;
  const followOpened = createFollowing(element, putStep, closeButton);

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return together(lectern.onChange, () => lectern.onChange(followOpened), decks.subscribe)(draw);
  });
}

/** Finds the button that closes the step put to the room now: the host presses it next. */
const closeButton = (element: HTMLElement): HTMLElement | null =>
  element.querySelector("[data-state='put'] .row .button");

function proposeForm(lectern: Lectern, propose: (event: SubmitEvent) => void, lacksText: boolean) {
  const { words } = lectern;
  const isOff = String(!lectern.isFree(PROPOSE));
  return html`<form class="stack console-propose" novalidate @submit=${propose}>
    <h3 class="console-part">${words.say("Propose a next step")}</h3>
    <div class="field">
      <label for="propose-text">${words.say("What should be done?")}</label>
      <textarea id="propose-text" class="input" name="text" rows="2" dir="auto" maxlength="500"></textarea>
    </div>
    ${refusalLine(lacksText ? words.say("Write what should be done.") : lectern.refusalOf(PROPOSE))}
    <div class="row"><button class="button quiet" aria-disabled=${isOff}>${words.say("Propose")}</button></div>
  </form>`;
}

/**
 * Returns a function that announces the outcome of a step and new proposals, never each answer. It returns the
 * step that was decided last.
 */
function createTeller({ words, room }: Lectern) {
  const statesByStep = new Map<number, string>();
  let isFirst = true;
  let lastDecided: number | null = null;

  return (steps: StepView[]) => {
    for (const step of steps) {
      const stateBefore = statesByStep.get(step.step);
      statesByStep.set(step.step, step.state);
      if (stateBefore === step.state || isFirst) continue;
      // If all have answered, the step is closed and decided at once.
      const isDecided = (stateBefore === "closed" || stateBefore === "put") && step.outcome !== null && step.state !== "closed";
      if (isDecided) lastDecided = step.step;
      const verdict = isDecided && step.outcome ? VERDICT_NAMES[step.outcome.recorded] : stateName(step);
      announce(`${words.say(verdict)}: ${wordsFor(step, room.state.me.language).text}`);
    }
    isFirst = false;
    return lastDecided;
  };
}
