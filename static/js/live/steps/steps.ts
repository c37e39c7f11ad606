/** Draws next steps of a participant's room: the one put to everyone, the list, and a form to propose one. */

import { html, nothing } from "lit-html";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Drafts } from "../../room/rooms/drafts.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { amendForm, draftToAmend } from "./amending.ts";
import { stepLine } from "./line.ts";
import { byImportance } from "./list.ts";
import { askedCards, ownerActions } from "./owning.ts";
import { proposalForm, sendingProposals } from "./proposal.ts";
import { draftOf, stepQuestion } from "./question.ts";
import { watchRequests } from "./sight.ts";
import { wordedAll, type Worded } from "./wording.ts";

export interface Context {
  room: Room;
  words: Words;
  drafts: Drafts;
  screen: Screen;
}

export function mountSteps(
  element: HTMLElement,
  room: Context["room"],
  words: Context["words"],
  { drafts, screen }: Pick<Context, "drafts" | "screen">,
) {
  const context = { room, words, drafts, screen };
  const restoreCursor = takeTyped(element, drafts);
  // Only the server knows whether there is an earlier session: keep the line that it drew.
  const earlier = element.querySelector(".steps-earlier");

  /** The step that was put last. */
  let lastPut: number | null = null;

  function template() {
    const steps = byImportance(wordedAll(room.state.steps, room.state.me));
    const openStep = steps.find(({ state }) => state === "put" || state === "closed");
    if (openStep) lastPut = openStep.step;
    const topStep = openStep ?? steps.find(({ step, outcome }) => step === lastPut && outcome);
    const list = [
      ...steps.filter((step) => step !== topStep).map((step) => stepLine(step, words, actions(step, context))),
      ...sendingProposals(context, steps.map(({ text }) => text)),
    ];
    return html`<h2 id="steps-title" tabindex="-1">${words.say("Next steps")}</h2>
      ${earlier ?? nothing} ${askedCards(context)} ${topStep ? stepQuestion(topStep, context) : nothing}
      ${list.length ? html`<ul class="steps">${list}</ul>` : nothing}
      ${topStep || list.length
        ? nothing
        : html`<p class="quietly">${words.say("No next steps yet. You may propose the first.")}</p>`}
      ${room.state.me.role === "interpreter" ? nothing : proposalForm(context)}`;
  }

  const watch = watchRequests(element, screen.redraw);
  const stops = [drawInto(element, template, screen.subscribe), screen.subscribe(watch)];
  restoreCursor();
  watch();
  return () => stops.forEach((stop) => stop());
}

function actions(step: Worded, context: Context) {
  return html`${amendForm(step, context)} ${ownerActions(step, context)}`;
}

/**
 * Takes over the text that somebody may be writing in the forms of the server's page.
 * @returns a function that restores the cursor once the fields are redrawn
 */
function takeTyped(element: HTMLElement, drafts: Context["drafts"]): () => void {
  const field = (selector: string) => element.querySelector(selector) as HTMLTextAreaElement | null;
  const step = element.querySelector(".step.put [name='step']") as HTMLInputElement | null;
  /** The draft of each field, and how to keep its text. */
  const fields: Record<string, [string, (text: string) => unknown]> = {
    "#step-text": ["step", (text) => text],
    ".reason > textarea": [draftOf({ step: Number(step?.value) }), (text) => text],
    ...wordings(element),
  };
  for (const [selector, [name, toDraft]] of Object.entries(fields)) {
    const typedField = field(selector);
    if (typedField && typedField.value !== typedField.defaultValue) drafts.set(name, toDraft(typedField.value));
  }
  const focusedSelector = Object.keys(fields).find((selector) => field(selector) === document.activeElement && field(selector));
  const cursor = focusedSelector && field(focusedSelector)?.selectionStart;
  return () => {
    if (!focusedSelector) return;
    field(focusedSelector)?.focus({ preventScroll: true });
    if (typeof cursor === "number") field(focusedSelector)?.setSelectionRange(cursor, cursor);
  };
}

/** Finds the forms in which members reword their own proposals. */
function wordings(element: HTMLElement): Record<string, [string, (text: string) => unknown]> {
  const forms = element.querySelectorAll(".step-amend > form") as NodeListOf<HTMLFormElement>;
  return Object.fromEntries([...forms].map((form) => {
    const { step, base } = Object.fromEntries(new FormData(form));
    return [`#step-amend-${step}`, [draftToAmend(Number(step)), (text) => ({ text, base: Number(base) })]];
  }));
}
