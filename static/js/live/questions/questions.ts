/** Draws the questions in a participant's room: the form to ask, the participant's own, and everybody's by votes. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { shelf } from "../../kit/storage.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Shared } from "../../room/engine/hooks.ts";
import { createLog } from "../../room/engine/log.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Drafts } from "../../room/rooms/drafts.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { askForm, ownQuestions } from "./ask_form.ts";
import { questionItem } from "./item.ts";
import { createOrder } from "./order.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import type { Question } from "./types.ts";
import { isPublic } from "./wording.ts";

export interface Context {
  room: Room;
  words: Words;
  drafts: Drafts;
  screen: Screen;
  tokens: Tokens;
  /** The ids of the questions that the participant reads in the original language. */
  originals: Set<number>;
  /** Fetches the state of the questions that this device asked without a name. */
  askForMine: () => Promise<void>;
}

export function mountQuestions(
  element: HTMLElement,
  room: Room,
  words: Words,
  { screen, drafts }: Shared,
) {
  const { code } = room.state.room;
  const tokens = createTokens(shelf("localStorage"), `${code}.${room.state.me.member}`);
  const log = createLog(room, "questions", fetchSince, () => screen.redraw());
  const order = createOrder();
  const context: Context = { room, words, drafts, screen, tokens, originals: new Set(), askForMine };
  const isInView = () => screen.place === "questions";
  let askedMoment = "";

  async function fetchSince(since: number) {
    const answer = await room.ask("question.list", { since });
    return answer?.ok ? { items: answer.questions, version: answer.version, more: answer.more } : null;
  }

  async function askForMine() {
    const answer = await room.ask("question.mine", { tokens: tokens.all });
    if (answer?.ok) log.put(answer.questions);
    else askedMoment = "";
    screen.redraw();
  }

  /**
   * Fetches this device's anonymous questions again when one of them may have changed. The server does not know their
   * authors, so it can only tell everybody that some question has changed.
   */
  function askIfDecided() {
    const moment = `${room.state.version} ${room.state.questions.turn ?? 0}`;
    if (room.connection !== "connected" || moment === askedMoment || !tokens.all.length) return;
    askedMoment = moment;
    void askForMine();
  }

  function template() {
    if (isInView()) log.want();
    askIfDecided();
    const allQuestions = log.items as unknown as Question[];
    const { stage } = room.state;
    const publicQuestions = allQuestions.filter(isPublic);
    // The question on the stage comes first, and is left out of the lists below.
    const onStage = publicQuestions.filter(({ id }) => stage.kind === "question" && stage.key === String(id));
    const others = publicQuestions.filter((question) => !onStage.includes(question));
    const openQuestions = order.arrange(others.filter(({ state }) => state !== "answered"), isInView());
    const answered = others.filter(({ state }) => state === "answered").sort((a, b) => b.id - a.id);
    return html`<h2 id="questions-title" tabindex="-1">${words.say("Questions")}</h2>
      ${list(onStage)} ${askForm(context)} ${ownQuestions(allQuestions, context)}
      ${publicQuestions.length || log.isThere ? nothing : html`<p class="quietly">${words.say("Loading…")}</p>`}
      ${log.isThere && !publicQuestions.length
        ? html`<p class="quietly">${words.say("No questions yet. You may ask the first.")}</p>`
        : nothing}
      ${openQuestions.questions.length ? heading(openQuestions.isStale) : nothing}
      ${list(openQuestions.questions)}
      ${answered.length
        ? html`<details class="question-done">
            <summary>
              ${words.say(msg("{n} answered question", "{n} answered questions"), { n: answered.length })}
            </summary>
            ${list(answered)}
          </details>`
        : nothing}`;
  }

  function list(questions: Question[]) {
    const items = repeat(questions, ({ id }) => id, (question) => questionItem(question, context));
    return questions.length ? html`<ul class="questions">${items}</ul>` : nothing;
  }

  /** Draws the heading. It is as high with the button as without it, so that the list does not move. */
  function heading(isStale: boolean) {
    return html`<div class="question-head">
      <h3 class="question-part">${words.say("All questions")}</h3>
      ${isStale
        ? html`<button type="button" class="button plain" @click=${renew}>${words.say("New order")}</button>`
        : nothing}
    </div>`;
  }

  function renew() {
    order.renew();
    screen.redraw();
  }

  const stop = drawInto(element, template, screen.subscribe);
  return () => {
    stop();
    log.close();
  };
}
