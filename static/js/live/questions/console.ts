/** Draws the console's tab of questions: first those that wait for a host, by age; then the open ones, by votes. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";

import { announce, focusOn } from "../../kit/dom.ts";
import { inputOf } from "../../kit/events.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn, type Msg } from "../../kit/words.ts";
import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { questionCard, type Form } from "./card.ts";
import { questionMoment } from "./moment.ts";
import { byVotes, createOrder, nextUp } from "./order.ts";
import type { Question } from "./types.ts";

const SET = "question.set";
const RULES = [
  ["open", msg("Questions are taken")],
  ["moderated", msg("Each is shown only after you have looked at it")],
  ["anonymous", msg("They may be asked without a name")],
] as const;

export const questions: OnConsole = {
  panels: { questions: mount },
  counts: { questions: ({ questions }) => questions.items.filter(({ state }) => state === "waiting" || state === "open").length },
  moment: questionMoment,
  keys: { question: { panel: "questions", press: bringQuestion } },
};

function mount(element: HTMLElement, lectern: Lectern) {
  const order = createOrder();
  /** The only form that is open. */
  let form: Form | null = null;
  const originals = new Set<number>();
  const announceNew = createTeller(lectern);
  let redraw = () => {};

  function open(next: Form | null) {
    const previous = form;
    form = next;
    redraw();
    const field = next && document.getElementById(`question-${next.kind}-${next.id}`);
    if (field) field.focus();
    else if (previous) focusOn(document.getElementById(`question-${previous.id}`));
  }

  function toggleOriginal(id: number) {
    if (!originals.delete(id)) originals.add(id);
    redraw();
  }

  function renew() {
    order.renew();
    redraw();
  }

  function template() {
    const { words, room } = lectern;
    const { items } = room.state.questions;
    const inState = (...states: string[]) => items.filter(({ state }) => states.includes(state)).sort(byVotes);
    const targets = inState("open", "parked");
    const card = (question: Question) => questionCard(lectern, question, { form, open, toggleOriginal, originals, targets });
    const openQuestions = order.arrange(inState("open"), true);
    announceNew(items);
    return html`${rules(lectern)}
      ${items.length ? nothing : html`<p class="quietly">${words.say("Nobody has asked anything yet.")}</p>`}
      ${group(msgIn("questions", "Waiting for you"), inState("waiting").sort((a, b) => a.id - b.id))}
      ${group(msgIn("questions", "Open"), openQuestions.questions, openQuestions.isStale)}
      ${group(msg("Kept for later"), inState("parked"))} ${folded(msg("Answered"), inState("answered"))}
      ${folded(msgIn("questions", "Taken out"), inState("declined", "merged"))}`;

    function group(name: Msg, questions: Question[], isStale = false) {
      if (!questions.length) return nothing;
      return html`<div class="question-head">
          <h3 class="console-part">${words.say(name)}</h3>
          ${isStale
            ? html`<button type="button" class="button plain" @click=${renew}>${words.say("New order")}</button>`
            : nothing}
        </div>
        ${repeat(questions, ({ id }) => id, card)}`;
    }

    function folded(name: Msg, questions: Question[]) {
      if (!questions.length) return nothing;
      return html`<details class="console-why">
        <summary>${words.say(name)} <span class="number">${words.number(questions.length)}</span></summary>
        ${repeat(questions, ({ id }) => id, card)}
      </details>`;
    }
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}

function rules(lectern: Lectern) {
  const { words, room } = lectern;
  const { open, moderated, anonymous } = room.state.questions;
  const current = { open, moderated, anonymous };
  const isDisabled = !lectern.isFree(SET) || room.state.room.state === "ended";
  return html`<details class="console-why">
    <summary>${words.say("How questions are taken")}</summary>
    ${RULES.map(
      ([rule, text]) => html`<label class="console-check"
        ><input
          type="checkbox"
          .checked=${live(current[rule])}
          ?disabled=${isDisabled}
          @change=${(event: Event) => lectern.act(SET, SET, { ...current, [rule]: inputOf(event).checked })}
        /><span>${words.say(text)}</span></label
      >`,
    )}
    ${refusalLine(lectern.refusalOf(SET))}
  </details>`;
}

/** Announces to screen readers that a new question waits for a host. New open questions are not announced. */
function createTeller({ words, room }: Lectern) {
  let newestId = Math.max(0, ...room.state.questions.items.map(({ id }) => id));
  return (items: Question[]) => {
    const isNew = items.some(({ id, state }) => id > newestId && state === "waiting");
    newestId = Math.max(newestId, ...items.map(({ id }) => id));
    if (isNew) announce(words.say("A question waits for you"));
  };
}

/** Brings the open question with the most votes to the stage, unless it is there already: then the next one. */
function bringQuestion(lectern: Lectern) {
  const { questions, room, stage } = lectern.room.state;
  const next = nextUp(questions.items, stage);
  if (!next || room.state !== "live" || !lectern.may("stage.show")) return;
  void lectern.act(`stage ${next.id}`, "stage.show", { kind: "question", key: String(next.id) });
}
