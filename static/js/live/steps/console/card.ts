/** Draws one next step: its words, the room's answers, and what hosts can do with it. */

import { html, nothing } from "lit-html";

import { awaitedInStep } from "../../awaited/line.ts";
import { commandButton, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { readersWithout } from "../../console/readers.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg, msgIn, type Msg } from "../../../kit/words.ts";
import type { DeckStep, PeopleView, StepView } from "../../../room/engine/types.ts";
import { detailFacts, detailForm } from "./details.ts";
import { mergeTargets, wordsFor } from "./facts.ts";
import { buttonId, formId, type FormName, type StepForms } from "./forms.ts";
import { history } from "./history.ts";
import { stateName } from "../names.ts";
import { mergeForm } from "./merge.ts";
import { ANSWERED, answerBars, attendance, canOverrule, outcome, overruleForm, reasons } from "./outcome.ts";
import { ownForm, ownerList } from "./owners.ts";
import { amendForm, translateForm } from "./wording.ts";

/** The programme's plan for the step. */
type Draft = DeckStep | null;

// The command that each form sends; hosts who may not send it do not see the form. The history sends none.
const COMMANDS: Partial<Record<FormName, string>> = {
  amend: "step.amend",
  translate: "step.translate",
  own: "step.own",
  details: "step.detail",
  merge: "step.merge",
  overrule: "step.decide",
};

const FORMS: Record<FormName, Msg> = {
  amend: msg("Reword"),
  translate: msg("Translate"),
  own: msg("Name an owner"),
  details: msg("Dates and evidence"),
  merge: msg("Make one with …"),
  overrule: msg("Record another outcome"),
  history: msg("History"),
};

const RECALL = msgIn("a step that is put to everyone", "Take back");
const REPLACES = msg("Next step {n} is put to everyone now and goes back to the list.");
const UNTRANSLATED = msg("Not translated: shown as it was written, in {language}");
const UNREAD = msg(
  "{n} person will read this in {language} only",
  "{n} people will read this in {language} only",
);

export function stepCard(lectern: Lectern, step: StepView, forms: StepForms, draft: Draft) {
  const { words } = lectern;
  const isOpen = step.state === "put" || step.state === "closed";
  return html`<article class="console-card" data-state=${step.state} aria-labelledby="step-${step.step}">
    <p class="small quietly">
      ${words.say("Next step {n}", { n: step.step })} ·
      <strong data-state=${step.state}>${words.say(stateName(step))}</strong>
    </p>
    ${title(lectern, step)}
    <p class="small quietly">${words.say("Proposed by: {name}", { name: isolated(step.proposed_by) })}</p>
    ${step.merged_into === null
      ? nothing
      : html`<p>${words.say("Made one with next step {n}", { n: step.merged_into })}</p>`}
    ${step.state === "put" ? attendance(lectern, step) : nothing} ${awaitedInStep(lectern, step)}
    <div role="status">${step.state === "closed"
      ? html`<p class="step-awaited">${words.say("Closed. Answers on their way are still counted.")}</p>`
      : nothing}</div>
    ${outcome(lectern, step)} ${mainControls(lectern, step)} ${refusalLine(lectern.refusalOf(`step ${step.step}`))}
    ${isOpen ? answerBars(lectern, step.counts) : nothing} ${reasons(lectern, step)} ${ownerList(lectern, step)}
    ${detailFacts(lectern, step)} ${step.outcome && !isOpen ? answersBehind(lectern, step) : nothing} ${otherControls(lectern, step, forms)}
    <div id=${formId(step.step)}>${openForm(lectern, step, forms, draft)}</div>
  </article>`;
}

/** Draws the title in the reader's language, with the original one press away. */
function title({ words, room }: Lectern, step: StepView) {
  const wording = wordsFor(step, room.state.me.language);
  return html`<h3 class="console-card-title" id="step-${step.step}" lang=${wording.language} dir="auto">${wording.text}</h3>
    ${wording.isTranslated
      ? html`<details class="step-original">
          <summary class="small">${words.say("Show the original")}</summary>
          <p lang=${step.language} dir="auto">${step.text}</p>
        </details>`
      : step.language === room.state.me.language
        ? nothing
        : html`<p>
            <span class="badge">${words.say(UNTRANSLATED, { language: words.nameOf(step.language) })}</span>
          </p>`}`;
}

/** Draws the answers behind an outcome, folded. */
function answersBehind(lectern: Lectern, step: StepView) {
  const result = step.outcome;
  if (!result) return nothing;
  const { words } = lectern;
  return html`<details class="console-why">
    <summary>${words.say(ANSWERED, { n: result.answered, present: result.present })}</summary>
    ${answerBars(lectern, result.counts)}
  </details>`;
}

/** Draws the buttons of the most frequent actions for a step in this state. */
export function mainControls(lectern: Lectern, step: StepView) {
  const { words, room } = lectern;
  if (room.state.room.state !== "live") return nothing;
  const name = `step ${step.step}`;
  const fields = { step: step.step };
  const button = (command: string, label: Msg, look: "" | "quiet") =>
    commandButton(lectern, { name, command, fields, label: words.say(label), look });
  const openStep = room.state.steps.find(({ state }) => state === "put");
  const closeLabel = lectern.twice.isAsked(name) ? msg("Press S once more to close and count") : msg("Close and count");
  switch (step.state) {
    case "put":
      return html`<div class="row">${button("step.close", closeLabel, "")} ${button("step.recall", RECALL, "quiet")}</div>`;
    case "proposed":
      return html`${foreign(lectern, step)}
        <div class="row">
          ${button("step.put", step.outcome ? msg("Put to everyone again") : msg("Put to everyone"), "quiet")}
        </div>
        ${openStep && lectern.may("step.put")
          ? html`<p class="small quietly">${words.say(REPLACES, { n: openStep.step })}</p>`
          : nothing}`;
    case "dropped":
      return html`<div class="row">${button("step.restore", msg("Bring back"), "quiet")}</div>`;
    default:
      return nothing;
  }
}

/** Warns, before the step is put, of participants who cannot read it in their own language. */
function foreign({ words, room }: Lectern, step: StepView) {
  const n = readersLeftOut(room.state.people, step);
  if (!n) return nothing;
  return html`<p class="small wait">${words.say(UNREAD, { n, language: words.nameOf(step.language) })}</p>`;
}

function readersLeftOut(people: PeopleView | null, { state, language, texts }: StepView) {
  return state === "proposed" ? readersWithout(people, [language, ...Object.keys(texts)]) : 0;
}

/** Draws the buttons of the other actions, each with its form. */
function otherControls(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words, room } = lectern;
  const isLive = room.state.room.state === "live";
  const offeredForms = formsFor(lectern, step).filter((form) => form === "history" || isLive);
  const canDrop = isLive && ["proposed", "put", "agreed", "owned"].includes(step.state);
  // A form for something that the step lacks stays in sight.
  const neededForms = offeredForms.filter((form) => lacks(step, form, room.state.people));
  const toggle = (form: FormName, look: "quiet" | "plain") => formButton(lectern, step, forms, form, look);
  return html`${neededForms.length ? html`<div class="row">${neededForms.map((form) => toggle(form, "quiet"))}</div>` : nothing}
    <details class="step-more">
      <summary
        >${words.say(msgIn("what can be done with a step", "More"))}<span class="unseen"
          >: ${words.say("Next step {n}", { n: step.step })}</span
        ></summary
      >
      <div class="row">
        ${offeredForms.filter((form) => !neededForms.includes(form)).map((form) => toggle(form, "plain"))}
        ${canDrop
          ? commandButton(lectern, {
              name: `step ${step.step}`,
              command: "step.drop",
              fields: { step: step.step },
              label: words.say("Set aside"),
              look: "plain",
            })
          : nothing}
      </div>
    </details>`;
}

function lacks(step: StepView, form: FormName, people: PeopleView | null) {
  if (form === "translate") return readersLeftOut(people, step) > 0;
  if (step.state !== "agreed" && step.state !== "owned") return false;
  if (form === "own") return !step.owners.some(({ state }) => state !== "declined");
  return form === "details" && step.due === null;
}

function formButton({ words }: Lectern, step: StepView, forms: StepForms, form: FormName, look: "quiet" | "plain") {
  const isOpen = forms.opened(step.step) === form;
  return html`<button
    class="button ${look}"
    type="button"
    id=${buttonId(step.step, form)}
    aria-expanded=${String(isOpen)}
    aria-controls=${formId(step.step)}
    @click=${() => forms.toggle(step.step, form)}
  >
    ${words.say(FORMS[form])}
  </button>`;
}

function formsFor(lectern: Lectern, step: StepView): FormName[] {
  const { state } = step;
  const isOpen = state === "proposed" || state === "put";
  const isAlive = state !== "dropped" && state !== "done";
  const forms: [FormName, boolean][] = [
    ["amend", isOpen],
    ["translate", state !== "dropped" && lectern.room.state.room.languages.some((tag) => tag !== step.language)],
    ["own", isAlive],
    ["details", isAlive && state !== "closed"],
    ["merge", state === "proposed" && mergeTargets(step, lectern.room.state.steps).length > 0],
    ["overrule", canOverrule(step)],
    ["history", true],
  ];
  const may = (form: FormName) => COMMANDS[form] === undefined || lectern.may(COMMANDS[form]);
  return forms.filter(([form, can]) => can && may(form)).map(([form]) => form);
}

function openForm(lectern: Lectern, step: StepView, forms: StepForms, draft: Draft) {
  const form = forms.opened(step.step);
  if (!form || !formsFor(lectern, step).includes(form)) return nothing;
  switch (form) {
    case "amend":
      return amendForm(lectern, step, forms);
    case "translate":
      return translateForm(lectern, step, forms);
    case "own":
      return ownForm(lectern, step, forms, draft);
    case "details":
      return detailForm(lectern, step, forms);
    case "merge":
      return mergeForm(lectern, step, forms);
    case "overrule":
      return overruleForm(lectern, step, forms);
    case "history":
      return history(lectern, step, forms);
  }
}
