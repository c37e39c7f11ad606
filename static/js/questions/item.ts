// @ts-check
/** One question as a participant reads it. */

import { html, nothing } from "lit-html";

import { icon } from "../lib/icons.js";
import { translateForm } from "./translate.js";
import { worded } from "./wording.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./questions.js").Context} Context */

/** @param {Question} question @param {Context} context */
export function questionItem(question, context) {
  const { room, words } = context;
  const { stage, me } = room.state;
  const isNow = stage.kind === "question" && stage.key === String(question.id);
  return html`<li class="question" data-state=${question.state} data-now=${String(isNow)}>
    ${label(question, isNow, context)} ${wordsOf(question, context)}
    <p class="question-about">${about(question, context)}</p>
    ${answerOf(question, context)}
    ${me.role === "participant" && question.state !== "answered" ? vote(question, context) : count(question, words)}
    ${me.role === "participant" ? nothing : translateForm(question, words, me.language, (fields) => room.send("question.translate", fields))}
  </li>`;
}

/** @param {Question} question @param {boolean} isNow @param {Context} context */
function label({ state }, isNow, { words }) {
  const word = isNow ? "question.now" : state === "open" ? "" : `question.${state}`;
  return word ? html`<p class="question-label">${words.say(word)}</p>` : nothing;
}

/** The words, and the original one tap away. @param {Question} question @param {Context} context */
function wordsOf(question, { room, words, originals, screen }) {
  const isOriginal = originals.has(question.id);
  const { text, language, hasOther } = worded(question, room.state.me.language, isOriginal);
  function turn() {
    if (!originals.delete(question.id)) originals.add(question.id);
    screen.redraw();
  }
  return html`<p class="question-text" lang=${language} dir="auto">${text}</p>
    ${hasOther
      ? html`<button type="button" class="button plain question-turn" @click=${turn}>
          ${words.say(isOriginal ? "question.translation" : "question.original")}
        </button>`
      : nothing}`;
}

/** Who asked, and in which language if it is not the reader's. @param {Question} question @param {Context} context */
function about({ by, mine, language }, { room, words }) {
  const who = mine ? words.say("question.own") : by === null ? words.say("question.nameless") : named(words.say("question.by"), by);
  return html`${who}${language === room.state.me.language ? nothing : html` · ${words.nameOf(language)}`}`;
}

/** The name keeps its own direction. @param {string} sentence with {name} @param {string} name */
function named(sentence, name) {
  const [before, after] = sentence.split("{name}");
  return html`${before}<bdi>${name}</bdi>${after}`;
}

/** @param {Question} question @param {Pick<Context, "words">} context */
function answerOf({ state, answer }, { words }) {
  if (state !== "answered" || !answer) return nothing;
  return html`<div class="question-answer">
    <p class="question-about">${words.say("question.answered_by")}</p>
    <p lang=${answer.language} dir="auto">${answer.text}</p>
  </div>`;
}

/** @param {Question} question @param {Context["words"]} words */
function count({ votes }, words) {
  return html`<p class="question-about number">${words.say("question.votes", { n: votes })}</p>`;
}

/** @param {Question} question @param {Context} context */
function vote(question, { room, words }) {
  const about = `vote ${question.id}`;
  const waiting = room.waiting.filter(({ command, fields }) => command === "question.vote" && fields.question === question.id).pop();
  const on = waiting ? waiting.fields.on : question.voted === true;
  // What is on its way is counted, so that the number is the one that will be.
  const votes = question.votes + Number(on) - Number(question.voted === true);
  const give = () => void room.send("question.vote", { question: question.id, on: !on }, { about, kept: true });
  return html`<button type="button" class="question-vote" aria-pressed=${String(on)} @click=${give}>
      ${on ? icon("check") : nothing}<span>${words.say("question.vote")}</span>
      <b class="number">${words.number(Math.max(0, votes))}</b>
    </button>
    ${waiting && room.connection !== "connected" ? html`<p class="question-about">${words.say("question.kept")}</p>` : nothing}`;
}
