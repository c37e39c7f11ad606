/** A typed number. In a quiz, every number within the tolerance is right. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import { icon } from "../../../kit/icons.ts";
import { isolated } from "../../../kit/texts.ts";
import { localeOf, msg } from "../../../kit/words.ts";
import type { Asked } from "../asking.ts";
import { averages, holds, rightNumber } from "../number_figures.ts";
import { parseNumber, typedNumber, writeNumber } from "../numbers.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { isAbstaining, type Kind, type Shown } from "./kind.ts";

export const kind: Kind = {
  read: (_poll, { number }) => (number === undefined ? [] : [String(number)]),
  fields: (_poll, [typed = ""]) => ({ number: parseNumber(typed) ?? 0 }),
  wrong: (_poll, [typed = ""]) => (typed.trim() === "" ? "no_choice" : parseNumber(typed) === null ? "no_number" : ""),
  same: ([one = ""], [other = ""]) => parseNumber(one) !== null && parseNumber(one) === parseNumber(other),
  inWords: ([typed = ""], _labels, words) => isolated(typedNumber(parseNumber(typed) ?? 0, localeOf(words.language))),
  instruction: msg("Write a number"),
  form,
};

export const interaction: Interaction = "numeric";

export const hosted: Hosted = {
  name: msg("Number"),
  onStage: msg("Write a number on your phone."),
  making: { right: "number" },
};

function form(card: Asked, choice: readonly string[]) {
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

export function figures({ poll, words }: Shown): unknown {
  const found = poll.figures?.numbers;
  const locale = localeOf(words.language);
  const write = (number: number) => writeNumber(number, locale);
  const right = poll.right ? rightNumber(poll.right, found?.right, words, 16) : nothing;
  if (!found?.count) return html`${right}`;
  const most = Math.max(...found.bins.map(({ count }) => count));
  return html`${right} ${averages(found, words)}
    <ul class="bars figures bins">
      ${found.bins.map((bin, index) => {
        const { low, high, count } = bin;
        const isRight = holds(bin, poll.right?.value ?? NaN, index === found.bins.length - 1);
        return html`<li>
          <span class="bin-name"><bdi>${low === high ? write(low) : `${write(low)} – ${write(high)}`}</bdi></span>
          <progress class="bar" max=${Math.max(1, most)} .value=${count} aria-hidden="true"></progress>
          <span class="bar-number">${words.number(count)}</span>
          ${isRight ? html`<span class="bin-right">${icon("check", 16)}<span class="unseen">${words.say("Correct")}</span></span>` : nothing}
        </li>`;
      })}
    </ul>`;
}
