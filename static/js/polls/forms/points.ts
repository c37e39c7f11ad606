// @ts-check
/** Sharing out points: fewer and more, a number that can be typed, and what is left. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../lib/events.js";
import { isolated } from "../../lib/texts.js";
import { parseNumber } from "../numbers.js";
import { choiceOf, given, left, pointsOf } from "../points.js";

/** @typedef {import("../asking.js").Asked} Asked */
/** @typedef {import("../kinds.js").Kind} Kind */

/** @type {Kind} */
export const POINTS = {
  read: (poll, { points = {} }) => choiceOf(poll.options, points),
  fields: (_poll, choice) => ({ points: pointsOf(choice) }),
  wrong: (_poll, choice) => (choice.length ? "" : "no_choice"),
  said: (choice, labels, words) =>
    Object.entries(pointsOf(choice))
      .map(([key, points]) => `${isolated(labels[key])}: ${words.number(points)}`)
      .join("; "),
  how: "poll.share_out",
  form,
};

/** @param {Asked} card @param {readonly string[]} choice */
function form(card, choice) {
  const { poll, text, choices, words } = card;
  const budget = poll.points ?? 10;
  const points = isPoints(choice) ? pointsOf(choice) : {};
  const rest = left(points, budget);
  const set = (/** @type {string} */ key, /** @type {number} */ wanted) =>
    choices.set(poll, choiceOf(poll.options, given(points, key, wanted, budget)));

  return html`<p class="points-left" role="status">${words.say("poll.points_left", { n: rest, all: budget })}</p>
    ${poll.options.map((key, index) => {
      const value = points[key] ?? 0;
      const id = `${card.place}-${poll.poll}-points-${index}`;
      return html`<div class="points-row">
        <label for=${id}><bdi class="label" lang=${text.language}>${text.labels[key]}</bdi></label>
        <div class="stepper">
          ${step(words.say("poll.fewer"), "−", value === 0, () => set(key, value - 1))}
          <input
            id=${id}
            class="input number"
            inputmode="numeric"
            autocomplete="off"
            maxlength="4"
            .value=${live(words.number(value))}
            @change=${(/** @type {Event} */ event) => set(key, parseNumber(inputOf(event).value) ?? value)}
          />
          ${step(words.say("poll.more"), "+", rest === 0, () => set(key, value + 1))}
        </div>
      </div>`;

      /** @param {string} what @param {string} sign @param {boolean} isOff @param {() => void} act */
      function step(what, sign, isOff, act) {
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

/** @param {readonly string[]} choice */
function isPoints(choice) {
  return choice.every((text) => text.includes(" "));
}
