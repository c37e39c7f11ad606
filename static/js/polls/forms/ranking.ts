// @ts-check
/** Answering a ranking: touch the options in order, move them by buttons. No dragging. */

import { html, nothing } from "lit-html";
import { announce } from "../../lib/dom.js";
import { isolated } from "../../lib/texts.js";
import { TICKS } from "../kinds.js";
import { moved, toggled } from "../ranking.js";

/** @typedef {import("../asking.js").Asked} Asked */
/** @typedef {import("../kinds.js").Kind} Kind */

/** @type {Kind} */
export const RANKING = {
  ...TICKS,
  read: (_poll, { options = [] }) => options,
  said: (choice, labels, words) =>
    choice.map((key, index) => `${words.number(index + 1)}. ${isolated(labels[key])}`).join("; "),
  how: "poll.rank",
  form,
};

/** @param {Asked} card @param {readonly string[]} choice */
function form(card, choice) {
  const { poll, words } = card;
  const order = choice.filter((key) => poll.options.includes(key));
  const rest = poll.options.filter((key) => !order.includes(key));
  return html`${order.length
      ? html`<ol class="ranked">
          ${order.map((key, index) => place(card, order, key, index))}
        </ol>`
      : nothing}
    ${rest.length
      ? html`<p class="quietly small">${words.say(order.length ? "poll.rank_next" : "poll.rank_first", { n: order.length + 1 })}</p>`
      : nothing}
    <ul class="unranked">
      ${rest.map((key) => waiting(card, order, key))}
    </ul>`;
}

/** @param {Asked} card @param {readonly string[]} order @param {string} key @param {number} index */
function place(card, order, key, index) {
  const { text, words } = card;
  const button = (/** @type {string} */ what, /** @type {string[]} */ next, /** @type {boolean} */ isOff) => html`<button
    type="button"
    class="button quiet"
    data-key="${what} ${key}"
    aria-disabled=${String(isOff)}
    aria-label="${words.say(`poll.rank_${what}`)}: ${text.labels[key]}"
    @click=${(/** @type {Event} */ event) => isOff || change(card, next, event, `${what} ${key}`, key)}
  >
    ${words.say(`poll.rank_${what}`)}
  </button>`;
  return html`<li class="ranked-row">
    <p class="ranked-label"><b class="place-number">${words.number(index + 1)}</b><bdi class="label" lang=${text.language}>${text.labels[key]}</bdi></p>
    <p class="ranked-buttons">
      ${button("up", moved(order, key, -1), index === 0)} ${button("down", moved(order, key, 1), index === order.length - 1)}
      ${button("out", toggled(order, key), false)}
    </p>
  </li>`;
}

/** @param {Asked} card @param {readonly string[]} order @param {string} key */
function waiting(card, order, key) {
  const { text, words } = card;
  const n = words.number(order.length + 1);
  return html`<li>
    <button
      type="button"
      class="choice rank-add"
      data-key="add ${key}"
      @click=${(/** @type {Event} */ event) => change(card, toggled(order, key), event, `up ${key}`, key)}
    >
      <span class="place-number empty" aria-hidden="true">${n}</span>
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </button>
  </li>`;
}

/**
 * What was pressed stands elsewhere now: the focus goes after it, and it is said where it stands.
 * @param {Asked} card
 * @param {string[]} order
 * @param {Event} event
 * @param {string} focus the button to go to
 * @param {string} key
 */
function change({ poll, text, choices, words }, order, event, focus, key) {
  const place = order.indexOf(key) + 1;
  const form = /** @type {HTMLElement} */ (event.currentTarget).closest("form");
  choices.set(poll, order);
  const wanted = [focus, `add ${key}`].map((name) => form?.querySelector(`[data-key="${CSS.escape(name)}"]`));
  const found = /** @type {HTMLElement | undefined} */ (wanted.find(Boolean));
  found?.focus({ preventScroll: true });
  const label = isolated(text.labels[key]);
  announce(place ? words.say("poll.rank_said", { n: place, label }) : words.say("poll.rank_said_out", { label }));
}
