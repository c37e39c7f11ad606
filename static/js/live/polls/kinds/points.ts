/** Draws the form for sharing out points: buttons for fewer and more, a number field, and the points left. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg } from "../../../kit/words.ts";
import type { Asked } from "../asking.ts";
import { barRow } from "../dots.ts";
import { parseNumber } from "../numbers.ts";
import { optionLabel, resultRow } from "../option_rows.ts";
import { choiceOf, given, left, pointsOf } from "../points.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import type { Kind, Shown } from "./kind.ts";

const LEFT = msg("{n} of {all} points left", "{n} of {all} points left");

export const kind: Kind = {
  read: (poll, { points = {} }) => choiceOf(poll.options, points),
  fields: (_poll, choice) => ({ points: pointsOf(choice) }),
  wrong: (_poll, choice) => (choice.length ? "" : "no_choice"),
  inWords: (choice, labels, words) =>
    Object.entries(pointsOf(choice))
      .map(([key, points]) => `${isolated(labels[key])}: ${words.number(points)}`)
      .join("; "),
  instruction: msg("Share out {n} point", "Share out {n} points"),
  // The parts of the response are no steps, which the type performance would ask for.
  form,
};

export const interaction: Interaction = "other";

export const hosted: Hosted = {
  name: msg("Points"),
  onStage: msg("Share out {n} point on your phone.", "Share out {n} points on your phone."),
  countsPoints: true,
  making: { option: msg("Option {n}"), hasPoints: true },
};

function form(card: Asked, choice: readonly string[]) {
  const { poll, text, choices, words } = card;
  const budget = poll.points ?? 10;
  const points = isPoints(choice) ? pointsOf(choice) : {};
  const rest = left(points, budget);
  const set = (key: string, wanted: number) =>
    choices.set(poll, choiceOf(poll.options, given(points, key, wanted, budget)));

  return html`<p class="points-left" role="status">${words.say(LEFT, { n: rest, all: budget })}</p>
    ${poll.options.map((key, index) => {
      const value = points[key] ?? 0;
      const id = `${card.place}-${poll.poll}-points-${index}`;
      return html`<div class="points-row">
        <label for=${id}><bdi class="label" lang=${text.language}>${text.labels[key]}</bdi></label>
        <div class="stepper">
          ${step(words.say("One less"), "−", value === 0, () => set(key, value - 1))}
          <input
            id=${id}
            class="input number"
            inputmode="numeric"
            autocomplete="off"
            maxlength="4"
            .value=${live(words.number(value))}
            @change=${(event: Event) => set(key, parseNumber(inputOf(event).value) ?? value)}
          />
          ${step(words.say("One more"), "+", rest === 0, () => set(key, value + 1))}
        </div>
      </div>`;

      function step(what: string, sign: string, isOff: boolean, act: () => void) {
        return html`<button
          type="button"
          class="button quiet"
          aria-label="${what}: ${text.labels[key]}"
          aria-disabled=${String(isOff)}
          @click=${() => isOff || act()}
        >
          ${sign}
        </button>`;
      }
    })}`;
}

function isPoints(choice: readonly string[]) {
  return choice.every((text) => text.includes(" "));
}

export function figures({ poll, wording, words }: Shown) {
  const { tally = {} } = poll;
  const all = Object.values(tally).reduce((sum, each) => sum + each, 0);
  return html`<ul class="bars figures">
    ${poll.options.map((key) => {
      const points = tally[key] ?? 0;
      const share = all ? html` <span class="bar-share">${words.percent(Math.round((100 * points) / all))}</span>` : "";
      const number = html`${words.say(msg("{n} point", "{n} points"), { n: points })}${share}`;
      return resultRow(optionLabel(key, wording, poll.correct?.includes(key) ?? false, words), number, barRow(points, all));
    })}
  </ul>`;
}
