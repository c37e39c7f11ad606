// @ts-check
/** The form by which a participant asks, and what became of the own questions that others do not see. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../lib/events.js";
import { newId } from "../lib/id.js";
import { languageField } from "../lib/language_field.js";
import { underWay } from "../live/under_way.js";
import { isPublic } from "./wording.js";
import { refusalOf, sendTyped } from "../rooms/typed.js";

/** @typedef {import("./questions.js").Context} Context */
/** @typedef {import("./types.js").Question} Question */

const ASK = ["question.ask", "question.ask_anonymously"];

/** @param {Context} context */
export function askForm(context) {
  const { room, words, drafts, screen } = context;
  const { questions, me } = room.state;
  if (me.role !== "participant") return nothing;
  if (!questions.open) return html`<p class="notice">${words.say("question.closed")}</p>`;
  const isNameless = questions.anonymous && drafts.get("question.nameless") === true;
  const language = drafts.get("question.language") ?? me.language;
  const keep = (/** @type {string} */ name, /** @type {any} */ value) => {
    drafts.set(name, value);
    screen.redraw();
  };
  return html`<form class="question-form" @submit=${(/** @type {Event} */ event) => ask(event, context)}>
    <div class="field">
      <label for="question-text">${words.say("question.ask")}</label>
      <p class="hint" id="question-hint">${words.say(hint(questions, isNameless))}</p>
      <textarea
        class="input"
        id="question-text"
        rows="2"
        maxlength="500"
        dir="auto"
        required
        aria-describedby="question-hint"
        .value=${live(drafts.get("question") ?? "")}
        @input=${(/** @type {Event} */ event) => drafts.set("question", inputOf(event).value)}
      ></textarea>
      ${refusalOf(room, words, ({ command }) => ASK.includes(command))}
    </div>
    ${questions.anonymous
      ? html`<label class="question-nameless"
          ><input type="checkbox" .checked=${live(isNameless)} @change=${(/** @type {Event} */ event) => keep("question.nameless", inputOf(event).checked)} />
          <span>${words.say("question.anonymous")}</span></label
        >`
      : nothing}
    <div class="talk-send">
      ${languageField("question-language", words.say("question.language"), words, language, (tag) => keep("question.language", tag))}
      <button class="button">${words.say("question.send")}</button>
    </div>
  </form>`;
}

/** @param {import("./types.js").QuestionsPart} questions @param {boolean} isNameless */
function hint({ moderated }, isNameless) {
  if (isNameless) return "question.hint_anonymous";
  return moderated ? "question.hint_moderated" : "question.hint";
}

/** Own ones on their way, waiting, not taken up. @param {Question[]} questions @param {Context} context */
export function ownQuestions(questions, context) {
  const { room, words } = context;
  const own = questions.filter((question) => question.mine);
  const waiting = underWay(room.waiting, ASK, own.map(({ text }) => text));
  const held = own.filter((question) => question.text !== undefined && !isPublic(question));
  if (!waiting.length && !held.length) return nothing;
  const word = room.connection === "connected" ? "question.sending" : "question.kept";
  return html`<h3 class="question-part">${words.say("question.mine")}</h3>
    <ul class="questions">
      ${held.map(
        (question) => html`<li class="question" data-state=${question.state}>
          <p class="question-label">${words.say(`question.${question.state}`)}</p>
          <p class="question-text" lang=${question.language} dir="auto">${question.text}</p>
          ${question.state === "declined" && question.reason ? reason(question.reason, words) : nothing}
        </li>`,
      )}
      ${waiting.map(
        ({ fields }) => html`<li class="question">
          <p class="question-label">${words.say(word)}</p>
          <p class="question-text" lang=${fields.language} dir="auto">${fields.text}</p>
        </li>`,
      )}
    </ul>`;
}

/** @param {string} text @param {Context["words"]} words */
function reason(text, words) {
  const [before, after] = words.say("question.reason").split("{reason}");
  return html`<p class="question-about">${before}<bdi>${text}</bdi>${after}</p>`;
}

/** @param {Event} event @param {Context} context */
function ask(event, context) {
  event.preventDefault();
  const { room, drafts } = context;
  const { questions, me } = room.state;
  const language = drafts.get("question.language") ?? me.language;
  const isNameless = questions.anonymous && drafts.get("question.nameless") === true;
  void sendTyped(context, "question", (text) =>
    isNameless ? askNameless(text, language, context) : room.send("question.ask", { text, language }, { kept: true }),
  );
}

/** @param {string} text @param {string} language @param {Context} context */
async function askNameless(text, language, { room, tokens, askForMine }) {
  const token = newId();
  tokens.add(token);
  const answer = await room.send("question.ask_anonymously", { text, language, token }, { kept: true });
  if (answer.ok) void askForMine();
  return answer;
}
