/** The form with which a participant asks, and the state of their own questions that others do not see. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../kit/events.ts";
import { newId } from "../../kit/id.ts";
import { languageField } from "../../kit/language_field.ts";
import { msg } from "../../kit/words.ts";
import { underWay } from "../../room/engine/under_way.ts";
import { labelOf } from "./item.ts";
import { isPublic } from "./wording.ts";
import { refusalOf, sendTyped } from "../../room/rooms/typed.ts";
import type { Context } from "./questions.ts";
import type { Question, QuestionsPart } from "./types.ts";

const ASK = ["question.ask", "question.ask_anonymously"];

export function askForm(context: Context) {
  const { room, words, drafts, screen } = context;
  const { questions, me } = room.state;
  if (me.role !== "participant") return nothing;
  if (!questions.open) return html`<p class="notice">${words.say("No questions are taken now.")}</p>`;
  const isNameless = questions.anonymous && drafts.get("question.nameless") === true;
  const language = drafts.get("question.language") ?? me.language;
  const keep = (name: string, value: any) => {
    drafts.set(name, value);
    screen.redraw();
  };
  return html`<form class="question-form" @submit=${(event: Event) => ask(event, context)}>
    <div class="field">
      <label for="question-text">${words.say("Ask a question")}</label>
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
        @input=${(event: Event) => drafts.set("question", inputOf(event).value)}
      ></textarea>
      ${refusalOf(room, words, ({ command }) => ASK.includes(command))}
    </div>
    ${questions.anonymous
      ? html`<label class="question-nameless"
          ><input
            type="checkbox"
            .checked=${live(isNameless)}
            @change=${(event: Event) => keep("question.nameless", inputOf(event).checked)}
          />
          <span>${words.say("Ask without my name")}</span></label
        >`
      : nothing}
    <div class="talk-send">
      ${languageField("question-language", words.say("Written in"), words, language, (tag) => keep("question.language", tag))}
      <button class="button">${words.say("Send")}</button>
    </div>
  </form>`;
}

function hint({ moderated }: QuestionsPart, isNameless: boolean) {
  if (isNameless) return msg("Your name is not stored with it. Only this device can tell you what became of it.");
  if (moderated) return msg("A moderator reviews it first. Then everyone sees it with your name.");
  return msg("Everyone sees it with your name.");
}

/** The member's own questions that are on their way, waiting or declined. */
export function ownQuestions(questions: Question[], context: Context) {
  const { room, words } = context;
  const own = questions.filter((question) => question.mine);
  const waiting = underWay(room.waiting, ASK, own.map(({ text }) => text));
  const held = own.filter((question) => question.text !== undefined && !isPublic(question));
  if (!waiting.length && !held.length) return nothing;
  const word = room.connection === "connected" ? msg("Sending…") : msg("Kept on this device, will be sent");
  return html`<h3 class="question-part">${words.say("Your questions")}</h3>
    <ul class="questions">
      ${held.map(
        (question) => html`<li class="question" data-state=${question.state}>
          ${labelOf(question, words)}
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

function reason(text: string, words: Context["words"]) {
  const [before, after] = words.say("Reason: {reason}").split("{reason}");
  return html`<p class="question-about">${before}<bdi>${text}</bdi>${after}</p>`;
}

function ask(event: Event, context: Context) {
  event.preventDefault();
  const { room, drafts } = context;
  const { questions, me } = room.state;
  const language = drafts.get("question.language") ?? me.language;
  const isNameless = questions.anonymous && drafts.get("question.nameless") === true;
  void sendTyped(context, "question", (text) =>
    isNameless ? askNameless(text, language, context) : room.send("question.ask", { text, language }, { kept: true }),
  );
}

async function askNameless(text: string, language: string, { room, tokens, askForMine }: Context) {
  const token = newId();
  tokens.add(token);
  const answer = await room.send("question.ask_anonymously", { text, language, token }, { kept: true });
  if (answer.ok) void askForMine();
  return answer;
}
