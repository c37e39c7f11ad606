/** A text in the participant's own words. Others see it once a host has approved it. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg } from "../../../kit/words.ts";
import type { PollView, Reply } from "../../../room/engine/types.ts";
import type { Asked } from "../asking.ts";
import { spaced } from "../spaced.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { isAbstaining, type Kind, type Shown } from "./kind.ts";

const LONGEST_TEXT = 500;

export const SHOWN = msg("Your answer is shown to everyone.");
const WAITS = msg("Received. It waits for the moderator. You may change it until then.");

export const kind: Kind = {
  read: (_poll, { text }) => (text ? [text] : []),
  fields: (_poll, [text = ""]) => ({ text: text.trim() }),
  wrong: (_poll, [text = ""]) => (text.trim() ? "" : "no_choice"),
  same: ([one = ""], [other = ""]) => spaced(one) === spaced(other),
  inWords: ([text = ""]) => isolated(text),
  counted: (poll) => (isShown(poll) ? SHOWN : WAITS),
  instruction: msg("Write an answer"),
  pad: 2048,
  form,
};

export const interaction: Interaction = "long-fill-in";

export const hosted: Hosted = {
  name: msg("Open text"),
  onStage: msg("Write your answer on your phone."),
  moderated: "texts",
  making: {},
};

function form(card: Asked, choice: readonly string[]) {
  const [typed = ""] = isAbstaining(choice) ? [] : choice;
  return textField(card, typed, (text) => card.choices.set(card.poll, [text]));
}

/** Draws the field for a text, which is the reason if there are options, and below it what others have written. */
export function textField(card: Asked, typed: string, onInput: (text: string) => void) {
  const { poll, words } = card;
  const id = `${card.place}-${poll.poll}-text`;
  const isReason = poll.options.length > 0;
  return html`<label class=${isReason ? nothing : "unseen"} for=${id}>${words.say(isReason ? "Reason (optional)" : "Your answer")}</label>
    <textarea
      id=${id}
      class="input"
      rows=${isReason ? 2 : 4}
      dir="auto"
      maxlength=${LONGEST_TEXT}
      ?readonly=${poll.mine && isShown(poll)}
      aria-describedby="${id}-hint"
      .value=${live(typed)}
      @input=${(event: Event) => onInput(inputOf(event).value)}
    ></textarea>
    <p class="quietly small number" id="${id}-hint">
      ${words.say("Others see it once the moderator has let it through.")}
      ${words.say(msg("{n} letter left.", "{n} letters left."), { n: LONGEST_TEXT - typed.length })}
    </p>
    ${shownReplies(card)}`;
}

/** The replies of others that a host has approved. */
export function shownReplies({ poll, words }: Pick<Asked, "poll" | "words">) {
  if (!poll.replies?.length) return nothing;
  return html`<p class="poll-kind">${words.say("What others have written")}</p>
    ${list(poll.replies)}`;
}

export function figures({ poll, words }: Shown): unknown {
  const shown = (poll.replies ?? []).filter(({ state }) => state === undefined || state === "shown");
  if (!shown.length) return html`<p class="figures-none">${words.say("No answer is shown yet")}</p>`;
  return list(shown);
}

function list(replies: readonly Reply[]) {
  return html`<ul class="replies">
    ${replies.map(({ text, language }) => html`<li class="reply" lang=${language} dir="auto">${text}</li>`)}
  </ul>`;
}

export function isShown({ answer, replies = [] }: PollView) {
  return replies.some(({ text }) => spaced(text) === spaced(answer?.text ?? ""));
}
