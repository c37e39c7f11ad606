/** Draws the form for a ranking: the participant touches the options in order and moves them by buttons. */

import { html, nothing } from "lit-html";
import { announce } from "../../../kit/dom.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import type { Asked } from "../asking.ts";
import { barRow } from "../dots.ts";
import { optionLabel, resultRow } from "../option_rows.ts";
import { moved, ranked, toggled } from "../ranking.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { fields, kept, wrong, type Kind, type Shown } from "./kind.ts";

export const kind: Kind = {
  read: (_poll, { options = [] }) => options,
  fields,
  wrong,
  kept,
  inWords: (choice, labels, words) =>
    choice.map((key, index) => `${words.number(index + 1)}. ${isolated(labels[key])}`).join("; "),
  instruction: msg("Put in order"),
  form,
};

export const interaction: Interaction = "sequencing";

export const hosted: Hosted = {
  name: msg("Ranking"),
  onStage: msg("Put them in order on your phone."),
  making: { option: msg("Option {n}") },
};

const FIRST = msg("Touch what comes first, then what comes second, and so on.");
const NEXT = msg("Touch what comes next, in place {n}, or leave the rest out.");

function form(card: Asked, choice: readonly string[]) {
  const { poll, words } = card;
  const order = choice.filter((key) => poll.options.includes(key));
  const rest = poll.options.filter((key) => !order.includes(key));
  return html`${order.length
      ? html`<ol class="ranked">
          ${order.map((key, index) => place(card, order, key, index))}
        </ol>`
      : nothing}
    ${rest.length
      ? html`<p class="quietly small">${words.say(order.length ? NEXT : FIRST, { n: order.length + 1 })}</p>`
      : nothing}
    <ul class="unranked">
      ${rest.map((key) => waiting(card, order, key))}
    </ul>`;
}

type Button = "up" | "down" | "out";

const BUTTONS: Record<Button, Msg> = { up: msg("Up"), down: msg("Down"), out: msg("Take out") };

function place(card: Asked, order: readonly string[], key: string, index: number) {
  const { text, words } = card;
  const button = (what: Button, next: string[], isOff: boolean) => html`<button
    type="button"
    class="button quiet"
    data-key="${what} ${key}"
    aria-disabled=${String(isOff)}
    aria-label="${words.say(BUTTONS[what])}: ${text.labels[key]}"
    @click=${(event: Event) => isOff || change(card, next, event, `${what} ${key}`, key)}
  >
    ${words.say(BUTTONS[what])}
  </button>`;
  return html`<li class="ranked-row">
    <p class="ranked-label"><b class="place-number">${words.number(index + 1)}</b><bdi class="label" lang=${text.language}>${text.labels[key]}</bdi></p>
    <p class="ranked-buttons">
      ${button("up", moved(order, key, -1), index === 0)} ${button("down", moved(order, key, 1), index === order.length - 1)}
      ${button("out", toggled(order, key), false)}
    </p>
  </li>`;
}

function waiting(card: Asked, order: readonly string[], key: string) {
  const { text } = card;
  return html`<li>
    <button
      type="button"
      class="choice rank-add"
      data-key="add ${key}"
      @click=${(event: Event) => change(card, toggled(order, key), event, `up ${key}`, key)}
    >
      <span class="place-number empty" aria-hidden="true"></span>
      <bdi class="label" lang=${text.language}>${text.labels[key]}</bdi>
    </button>
  </li>`;
}

/**
 * Redraws after a press. The pressed option has moved: the focus follows it, and its new place is announced.
 * @param focus the button to focus
 */
function change({ poll, text, choices, words }: Asked, order: string[], event: Event, focus: string, key: string) {
  const place = order.indexOf(key) + 1;
  const form = (event.currentTarget as HTMLElement).closest("form");
  choices.set(poll, order);
  const wanted = [focus, `add ${key}`].map((name) => form?.querySelector(`[data-key="${CSS.escape(name)}"]`));
  const found = wanted.find(Boolean) as HTMLElement | undefined;
  found?.focus({ preventScroll: true });
  const label = isolated(text.labels[key]);
  announce(place ? words.say("Place {n}: {label}", { n: place, label }) : words.say("Removed from the list: {label}", { label }));
}

export function figures({ poll, wording, words }: Shown) {
  const { tally = {} } = poll;
  const rows = ranked(poll.options, poll.figures?.scores ?? {});
  // The most points that an option can have: everybody puts it first.
  const most = Math.max(1, (poll.voters ?? 0) * (poll.options.length - 1));
  return html`<ol class="bars figures ranking">
    ${rows.map(({ key, score, place }) => {
      const label = html`<span><b class="place-number">${words.number(place)}</b> ${optionLabel(key, wording, false, words)}</span>`;
      const first = words.say(msg("{n} put it first", "{n} put it first"), { n: tally[key] ?? 0 });
      const below = html`${barRow(score, most)}
        <p class="figures-more">${first}</p>`;
      return resultRow(label, words.say(msg("{n} point", "{n} points"), { n: score }), below);
    })}
  </ol>`;
}
