/** One question on the console, and what can be done with it. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { sendForm } from "../../kit/sent_form.ts";
import { isolated } from "../../kit/texts.ts";
import { translateForm } from "./translate.ts";
import type { Question } from "./types.ts";
import { worded } from "./wording.ts";

export type Form = { id: number; kind: "answer" | "decline" | "merge" };

interface Use {
  /** The open form. */
  form: Form | null;
  open: (form: Form | null) => void;
  /** Switches between the translation and the original. */
  turn: (id: number) => void;
  originals: Set<number>;
  /** The questions with which this one can be merged. */
  targets: Question[];
}

export function questionCard(lectern: Lectern, question: Question, use: Use) {
  const { words, room } = lectern;
  const { stage, me } = room.state;
  const { text, language, hasOther } = worded(question, me.language, use.originals.has(question.id));
  const isUp = stage.kind === "question" && stage.key === String(question.id);
  const who = question.by === null ? words.say("question.nameless") : words.say("question.by", { name: isolated(question.by) });
  return html`<article class="console-card question-card" data-now=${String(isUp)} aria-labelledby="question-${question.id}">
    <h4 class="console-card-title" id="question-${question.id}" lang=${language} dir="auto">${text}</h4>
    <p class="small quietly">
      <b class="number">${words.say("question.votes", { n: question.votes })}</b> · ${who}
      ${question.language === me.language ? nothing : html`· ${words.nameOf(question.language)}`}
      ${hasOther ? html`<button type="button" class="button plain question-turn" @click=${() => use.turn(question.id)}>
            ${words.say(use.originals.has(question.id) ? "question.translation" : "question.original")}
          </button>` : nothing}
    </p>
    ${isUp ? html`<p class="question-label">${words.say("stage.is_up")}</p>` : nothing} ${outcome(question, words)}
    ${room.state.room.state === "live" ? controls(lectern, question, use, isUp) : nothing}
    ${refusalLine(lectern.refusalOf(nameOf(question)))}
  </article>`;
}

const nameOf = ({ id }: Question) => `question ${id}`;

function outcome({ state, answer, reason, into }: Question, words: Lectern["words"]) {
  if (state === "answered" && answer) return html`<p class="question-answer" lang=${answer.language} dir="auto">${answer.text}</p>`;
  if (state === "declined" && reason) return html`<p class="small">${words.say("question.reason", { reason: isolated(reason) })}</p>`;
  return state === "merged" && into ? html`<p class="small quietly">${words.say("question.into")} ${words.number(into)}</p>` : nothing;
}

function controls(lectern: Lectern, question: Question, use: Use, isUp: boolean) {
  const { words } = lectern;
  if (use.form?.id === question.id) return openForm(lectern, question, use, use.form.kind);
  const fields = { question: question.id };
  const button = (verb: string, word: string, look: "" | "quiet") =>
    commandButton(lectern, { name: nameOf(question), command: `question.${verb}`, fields, label: words.say(`question.${word}`), look });
  const opens = (kind: Form["kind"], word: string) =>
    html`<button type="button" class="button quiet" @click=${() => use.open({ id: question.id, kind })}>${words.say(`question.${word}`)}</button>`;
  const others = use.targets.some(({ id }) => id !== question.id);
  const merge = others ? opens("merge", "merge") : nothing;
  const translate = translateForm(question, words, lectern.room.state.me.language, (words) => lectern.act(nameOf(question), "question.translate", words));

  switch (question.state) {
    case "waiting":
      return html`<div class="row">${button("show", "show", "")} ${opens("decline", "decline")} ${merge}</div>
        ${translate}`;
    case "open":
    case "parked":
      return html`<div class="row">${onStage(lectern, question, isUp)} ${button("answer", "answer", isUp ? "" : "quiet")}</div>
        <details class="question-more">
          <summary>${words.say("question.more")}</summary>
          <div class="row">
            ${opens("answer", "answer_words")} ${question.state === "open" ? button("park", "park", "quiet") : button("show", "reopen", "quiet")} ${merge}
            ${opens("decline", "decline")}
          </div>
          ${translate}
        </details>`;
    case "answered":
      return html`<div class="row">${opens("answer", "answer_words")} ${button("show", "reopen", "quiet")}</div>`;
    case "declined":
      return html`<div class="row">${button("show", "show", "quiet")}</div>`;
    default:
      return nothing;
  }
}

/** Shown only to hosts who run the stage. */
function onStage(lectern: Lectern, question: Question, isUp: boolean) {
  const { words, room } = lectern;
  if (room.state.me.role !== "host" && room.state.me.role !== "presenter") return nothing;
  return isUp
    ? commandButton(lectern, { name: nameOf(question), command: "stage.clear", fields: {}, label: words.say("stage.clear"), look: "quiet" })
    : commandButton(lectern, {
        name: nameOf(question),
        command: "stage.show",
        fields: { kind: "question", key: String(question.id) },
        label: words.say("stage.show"),
      });
}

function openForm(lectern: Lectern, question: Question, use: Use, kind: Form["kind"]) {
  const { words, room } = lectern;
  const id = `question-${kind}-${question.id}`;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = String(new FormData(form).get("words") ?? "");
    const fields = {
      answer: { words: typed, language: room.state.me.language },
      decline: { reason: typed },
      merge: { into: Number(typed) },
    }[kind];
    const send = () => lectern.act(nameOf(question), `question.${kind}`, { question: question.id, ...fields });
    if (await sendForm(form, send)) use.open(null);
  }

  const targets = use.targets.filter((target) => target.id !== question.id);
  const label = { answer: "answer_field", decline: "reason_field", merge: "into" }[kind];
  return html`<form class="stack console-agree" novalidate @submit=${submit}>
    <div class="field">
      <label for=${id}>${words.say(`question.${label}`)}</label>
      ${kind === "merge"
        ? html`<select class="input" id=${id} name="words">
            ${targets.map((target) => html`<option value=${target.id}>${worded(target, room.state.me.language).text}</option>`)}
          </select>`
        : html`<textarea class="input" id=${id} name="words" rows="2" maxlength="500" dir="auto">${kind === "answer" ? (question.answer?.text ?? "") : ""}</textarea>`}
    </div>
    <div class="row">
      <button class="button" aria-disabled=${String(!lectern.isFree(nameOf(question)))}>
        ${words.say({ answer: "question.save", decline: "question.decline", merge: "question.merge" }[kind])}
      </button>
      <button class="button quiet" type="button" @click=${() => use.open(null)}>${words.say("cancel")}</button>
    </div>
  </form>`;
}
