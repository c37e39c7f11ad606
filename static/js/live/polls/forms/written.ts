/** Draws the forms for typed answers: a number, a text, a few words. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { localeOf, msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";
import type { Asked } from "../asking.ts";
import { isAbstaining, type Kind } from "../kinds.ts";
import { parseNumber, typedNumber } from "../numbers.ts";

const LONGEST_TEXT = 500;
const LONGEST_WORD = 40;
const MOST_WORDS = 3;

const SHOWN = msg("Your answer is shown to everyone.");
const WAITS = msg("Received. It waits for the moderator. You may change it until then.");

export const NUMERIC: Kind = {
  read: (_poll, { number }) => (number === undefined ? [] : [String(number)]),
  fields: (_poll, [typed = ""]) => ({ number: parseNumber(typed) ?? 0 }),
  wrong: (_poll, [typed = ""]) => (typed.trim() === "" ? "no_choice" : parseNumber(typed) === null ? "no_number" : ""),
  same: ([one = ""], [other = ""]) => parseNumber(one) !== null && parseNumber(one) === parseNumber(other),
  inWords: ([typed = ""], _labels, words) => isolated(typedNumber(parseNumber(typed) ?? 0, localeOf(words.language))),
  instruction: msg("Write a number"),
  form: numberForm,
};

export const TEXT: Kind = {
  read: (_poll, { text }) => (text ? [text] : []),
  fields: (_poll, [text = ""]) => ({ text: text.trim() }),
  wrong: (_poll, [text = ""]) => (text.trim() ? "" : "no_choice"),
  same: ([one = ""], [other = ""]) => plain(one) === plain(other),
  inWords: ([text = ""]) => isolated(text),
  counted: (poll) => (isShown(poll) ? SHOWN : WAITS),
  instruction: msg("Write an answer"),
  form: textForm,
};

export const CLOUD: Kind = {
  read: (_poll, { words = [] }) => words,
  fields: (_poll, choice) => ({ words: filled(choice) }),
  wrong: (_poll, choice) => (filled(choice).length ? "" : "no_choice"),
  same: (one, other) => filled(one).join("\n") === filled(other).join("\n"),
  inWords: (choice) => filled(choice).map((word) => isolated(word)).join("; "),
  instruction: msg("Write up to three words"),
  form: cloudForm,
};

function numberForm(card: Asked, choice: readonly string[]) {
  const { poll, choices, words } = card;
  const [typed = ""] = isAbstaining(choice) ? [] : choice;
  const id = `${card.place}-${poll.poll}-number`;
  const known = parseNumber(typed);
  // While somebody types, the field is theirs; a counted number is written as the language writes it.
  const value = choices.isDraft(poll) || known === null ? typed : typedNumber(known, localeOf(words.language));
  const isWrong = typed.trim() !== "" && known === null;
  return html`<label class="unseen" for=${id}>${words.say("Your number")}</label>
    <input
      id=${id}
      class="input written-number"
      inputmode="decimal"
      autocomplete="off"
      maxlength="24"
      aria-invalid=${isWrong ? "true" : "false"}
      aria-describedby="${id}-hint"
      .value=${live(value)}
      @input=${(event: Event) => choices.set(poll, [inputOf(event).value])}
    />
    <p class="quietly small" id="${id}-hint">${words.say("For example 12 or 3.5")}</p>`;
}

function textForm(card: Asked, choice: readonly string[]) {
  const { poll, choices, words } = card;
  const [typed = ""] = isAbstaining(choice) ? [] : choice;
  const id = `${card.place}-${poll.poll}-text`;
  return html`<label class="unseen" for=${id}>${words.say("Your answer")}</label>
    <textarea
      id=${id}
      class="input"
      rows="4"
      dir="auto"
      maxlength=${LONGEST_TEXT}
      ?readonly=${poll.mine && isShown(poll)}
      aria-describedby="${id}-hint"
      .value=${live(typed)}
      @input=${(event: Event) => choices.set(poll, [inputOf(event).value])}
    ></textarea>
    <p class="quietly small number" id="${id}-hint">
      ${words.say("Others see it once the moderator has let it through.")}
      ${words.say(msg("{n} letter left.", "{n} letters left."), { n: LONGEST_TEXT - typed.length })}
    </p>
    ${shownReplies(card)}`;
}

/** Draws the replies of others that a host has approved. */
function shownReplies({ poll, words }: Asked) {
  if (!poll.replies?.length) return nothing;
  return html`<p class="poll-kind">${words.say("What others have written")}</p>
    <ul class="replies">
      ${poll.replies.map(({ text, language }) => html`<li class="reply" lang=${language} dir="auto">${text}</li>`)}
    </ul>`;
}

function cloudForm(card: Asked, choice: readonly string[]) {
  const { poll, choices, words } = card;
  const typed = isAbstaining(choice) ? [] : choice;
  const fields = Array.from({ length: MOST_WORDS }, (_, index) => typed[index] ?? "");
  return fields.map((value, index) => {
    const id = `${card.place}-${poll.poll}-word-${index}`;
    const set = (event: Event) =>
      choices.set(poll, fields.map((each, at) => (at === index ? inputOf(event).value : each)));
    return html`<div class="field">
      <label for=${id}>${words.say(index ? "Word {n} (optional)" : "Word {n}", { n: index + 1 })}</label>
      <input id=${id} class="input" dir="auto" autocomplete="off" maxlength=${LONGEST_WORD} .value=${live(value)} @input=${set} />
    </div>`;
  });
}

function filled(choice: readonly string[]) {
  return choice.map(plain).filter((word) => word !== "");
}

function plain(text: string) {
  return text.replace(/\s+/g, " ").trim();
}

function isShown({ answer, replies = [] }: PollView) {
  return replies.some(({ text }) => plain(text) === plain(answer?.text ?? ""));
}
