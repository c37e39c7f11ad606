/** Draws one question on the console, and what can be done with it. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { sendForm } from "../../kit/sent_form.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, type Msg } from "../../kit/words.ts";
import { translateForm } from "./translate_form.ts";
import type { Question } from "./types.ts";
import { worded } from "./wording.ts";

export type Form = { id: number; kind: "answer" | "decline" | "merge" };

const FORMS: Record<Form["kind"], { label: Msg; save: Msg }> = {
  answer: { label: msg("Answer"), save: msg("Save") },
  decline: { label: msg("Reason (optional), only the author sees it"), save: msg("Take out") },
  merge: { label: msg("It asks the same as"), save: msg("Make one with another") },
};

interface CardTools {
  /** The open form. */
  form: Form | null;
  open: (form: Form | null) => void;
  /** Switches between the translation and the original. */
  toggleOriginal: (id: number) => void;
  originals: Set<number>;
  /** The questions that can be merged, maybe this one among them. */
  targets: Question[];
}

export function questionCard(lectern: Lectern, question: Question, tools: CardTools) {
  const { words, room } = lectern;
  const { stage, me } = room.state;
  const { text, language, hasOther } = worded(question, me.language, tools.originals.has(question.id));
  const isUp = stage.kind === "question" && stage.key === String(question.id);
  const asker = question.by === null
    ? words.say("Asked without a name")
    : words.say("Asked by: {name}", { name: isolated(question.by) });
  return html`<article class="console-card question-card" data-now=${String(isUp)} aria-labelledby="question-${question.id}">
    <h4 class="console-card-title" id="question-${question.id}" lang=${language} dir="auto">${text}</h4>
    <p class="small quietly">
      <b class="number">${words.say(msg("{n} vote", "{n} votes"), { n: question.votes })}</b> · ${asker}
      ${question.language === me.language ? nothing : html`· ${words.nameOf(question.language)}`}
      ${hasOther ? html`<button type="button" class="button plain question-turn" @click=${() => tools.toggleOriginal(question.id)}>
            ${words.say(tools.originals.has(question.id) ? "Show the translation" : "Show the original")}
          </button>` : nothing}
    </p>
    ${isUp ? html`<p class="question-label">${words.say("On the stage now")}</p>` : nothing} ${outcome(question, words)}
    ${room.state.room.state === "live" ? controls(lectern, question, tools, isUp) : nothing}
    ${refusalLine(lectern.refusalOf(nameOf(question)))}
  </article>`;
}

const nameOf = ({ id }: Question) => `question ${id}`;

function outcome({ state, answer, reason, into }: Question, words: Lectern["words"]) {
  if (state === "answered" && answer) return html`<p class="question-answer" lang=${answer.language} dir="auto">${answer.text}</p>`;
  if (state === "declined" && reason) {
    return html`<p class="small">${words.say("Reason: {reason}", { reason: isolated(reason) })}</p>`;
  }
  return state === "merged" && into
    ? html`<p class="small quietly">${words.say("It asks the same as")} ${words.number(into)}</p>`
    : nothing;
}

function controls(lectern: Lectern, question: Question, tools: CardTools, isUp: boolean) {
  const { words } = lectern;
  if (tools.form?.id === question.id) return openForm(lectern, question, tools, tools.form.kind);
  const fields = { question: question.id };
  const button = (command: string, label: Msg, look: "" | "quiet") =>
    commandButton(lectern, { name: nameOf(question), command, fields, label: words.say(label), look });
  const formButton = (kind: Form["kind"], label: Msg) =>
    html`<button type="button" class="button quiet" @click=${() => tools.open({ id: question.id, kind })}>
      ${words.say(label)}
    </button>`;
  const show = (look: "" | "quiet") => button("question.show", msg("Show to everyone"), look);
  const reopen = () => button("question.show", msg("Open again"), "quiet");
  const answer = () => formButton("answer", msg("Answer in writing"));
  const decline = () => formButton("decline", msg("Take out"));
  const hasOthers = tools.targets.some(({ id }) => id !== question.id);
  const merge = hasOthers ? formButton("merge", msg("Make one with another")) : nothing;
  const translate = translateForm(question, words, lectern.room.state.me.language, (translation) => lectern.act(nameOf(question), "question.translate", translation));

  switch (question.state) {
    case "waiting":
      return html`<div class="row">${show("")} ${decline()} ${merge}</div>
        ${translate}`;
    case "open":
    case "parked":
      return html`<div class="row">
          ${onStage(lectern, question, isUp)} ${button("question.answer", msg("Answered aloud"), isUp ? "" : "quiet")}
        </div>
        <details class="question-more">
          <summary>${words.say("More")}</summary>
          <div class="row">
            ${answer()}
            ${question.state === "open" ? button("question.park", msg("Keep for later"), "quiet") : reopen()} ${merge}
            ${decline()}
          </div>
          ${translate}
        </details>`;
    case "answered":
      return html`<div class="row">${answer()} ${reopen()}</div>`;
    case "declined":
      return html`<div class="row">${show("quiet")}</div>`;
    default:
      return nothing;
  }
}

/** Draws the stage button, only for hosts who run the stage. */
function onStage(lectern: Lectern, question: Question, isUp: boolean) {
  const { words, room } = lectern;
  if (room.state.me.role !== "host" && room.state.me.role !== "presenter") return nothing;
  return isUp
    ? commandButton(lectern, {
        name: nameOf(question),
        command: "stage.clear",
        fields: {},
        label: words.say("Take off the stage"),
        look: "quiet",
      })
    : commandButton(lectern, {
        name: nameOf(question),
        command: "stage.show",
        fields: { kind: "question", key: String(question.id) },
        label: words.say("Bring to the stage"),
      });
}

function openForm(lectern: Lectern, question: Question, tools: CardTools, kind: Form["kind"]) {
  const { words, room } = lectern;
  const id = `question-${kind}-${question.id}`;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get("words") ?? "");
    const fields = {
      answer: { words: text, language: room.state.me.language },
      decline: { reason: text },
      merge: { into: Number(text) },
    }[kind];
    const send = () => lectern.act(nameOf(question), `question.${kind}`, { question: question.id, ...fields });
    if (await sendForm(form, send)) tools.open(null);
  }

  const targets = tools.targets.filter((target) => target.id !== question.id);
  const { label, save } = FORMS[kind];
  return html`<form class="stack console-agree" novalidate @submit=${submit}>
    <div class="field">
      <label for=${id}>${words.say(label)}</label>
      ${kind === "merge"
        ? html`<select class="input" id=${id} name="words">
            ${targets.map((target) => html`<option value=${target.id}>${worded(target, room.state.me.language).text}</option>`)}
          </select>`
        : html`<textarea class="input" id=${id} name="words" rows="2" maxlength="500" dir="auto">${kind === "answer" ? (question.answer?.text ?? "") : ""}</textarea>`}
    </div>
    <div class="row">
      <button class="button" aria-disabled=${String(!lectern.isFree(nameOf(question)))}>
        ${words.say(save)}
      </button>
      <button class="button quiet" type="button" @click=${() => tools.open(null)}>${words.say("Cancel")}</button>
    </div>
  </form>`;
}
