/** One question as a participant reads it. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { Context } from "./questions.ts";
import { translateForm } from "./translate.ts";
import type { Question } from "./types.ts";
import { worded } from "./wording.ts";

const LABELS: Partial<Record<Question["state"], Msg>> = {
  waiting: msg("A moderator reviews it first"),
  parked: msg("Kept for later"),
  answered: msg("Answered"),
  declined: msg("Not taken up"),
  merged: msg("Asked together with a question that says the same"),
};

export function questionItem(question: Question, context: Context) {
  const { room, words } = context;
  const { stage, me } = room.state;
  const isNow = stage.kind === "question" && stage.key === String(question.id);
  return html`<li class="question" data-state=${question.state} data-now=${String(isNow)}>
    ${labelOf(question, words, isNow)} ${wordsOf(question, context)}
    <p class="question-about">${about(question, context)}</p>
    ${answerOf(question, context)}
    ${me.role === "participant" && question.state !== "answered" ? vote(question, context) : count(question, words)}
    ${me.role === "participant" ? nothing : translateForm(question, words, me.language, (fields) => room.send("question.translate", fields))}
  </li>`;
}

export function labelOf({ state }: Question, words: Context["words"], isNow = false) {
  const label = isNow ? msg("Being answered now") : LABELS[state];
  return label ? html`<p class="question-label">${words.say(label)}</p>` : nothing;
}

/** The words, with the original one tap away. */
function wordsOf(question: Question, { room, words, originals, screen }: Context) {
  const isOriginal = originals.has(question.id);
  const { text, language, hasOther } = worded(question, room.state.me.language, isOriginal);
  function toggleOriginal() {
    if (!originals.delete(question.id)) originals.add(question.id);
    screen.redraw();
  }
  return html`<p class="question-text" lang=${language} dir="auto">${text}</p>
    ${hasOther
      ? html`<button type="button" class="button plain question-turn" @click=${toggleOriginal}>
          ${words.say(isOriginal ? "Show the translation" : "Show the original")}
        </button>`
      : nothing}`;
}

/** The author, and the language if it is not the reader's. */
function about({ by, mine, language }: Question, { room, words }: Context) {
  const asker = by === null ? words.say("Asked without a name") : named(words.say("Asked by: {name}"), by);
  const who = mine ? words.say("Your question") : asker;
  return html`${who}${language === room.state.me.language ? nothing : html` · ${words.nameOf(language)}`}`;
}

/**
 * Inserts a name, which keeps its own direction.
 * @param sentence with {name}
 */
function named(sentence: string, name: string) {
  const [before, after] = sentence.split("{name}");
  return html`${before}<bdi>${name}</bdi>${after}`;
}

function answerOf({ state, answer }: Question, { words }: Pick<Context, "words">) {
  if (state !== "answered" || !answer) return nothing;
  return html`<div class="question-answer">
    <p class="question-about">${words.say("Answer")}</p>
    <p lang=${answer.language} dir="auto">${answer.text}</p>
  </div>`;
}

function count({ votes }: Question, words: Context["words"]) {
  return html`<p class="question-about number">${words.say(msg("{n} vote", "{n} votes"), { n: votes })}</p>`;
}

function vote(question: Question, { room, words }: Context) {
  const about = `vote ${question.id}`;
  const waiting = room.waiting.filter(({ command, fields }) => command === "question.vote" && fields.question === question.id).pop();
  const on = waiting ? waiting.fields.on : question.voted === true;
  // A vote on its way counts already, so that the number will not change when it arrives.
  const votes = question.votes + Number(on) - Number(question.voted === true);
  const give = () => void room.send("question.vote", { question: question.id, on: !on }, { about, kept: true });
  return html`<button type="button" class="question-vote" aria-pressed=${String(on)} @click=${give}>
      ${on ? icon("check") : nothing}<span>${words.say("I want to know this too")}</span>
      <b class="number">${words.number(Math.max(0, votes))}</b>
    </button>
    ${waiting && room.connection !== "connected"
      ? html`<p class="question-about">${words.say("Kept on this device, will be sent")}</p>`
      : nothing}`;
}
