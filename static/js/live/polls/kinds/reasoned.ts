/** A statement that is true or false, and the reason why. Others see a reason once a host has approved it. */

import { html } from "lit-html";
import { isolated } from "../../../kit/texts.ts";
import { msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";
import type { Asked, ticks } from "../asking.ts";
import { spaced } from "../spaced.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, isAbstaining, type Kind } from "./kind.ts";
import { isShown, SHOWN, textField } from "./text.ts";

// On the screen, a choice is the option, or "" before one is chosen, and the reason.
export const kind: Kind = {
  read: (_poll, { options = [], text = "" }) => (options[0] ? [options[0], text] : []),
  fields: (_poll, [option = "", reason = ""]) => ({ options: [option], text: reason.trim() }),
  wrong: (_poll, [option]) => (option ? "" : "no_choice"),
  kept: (poll, [option = "", reason = ""]) => [poll.options.includes(option) ? option : "", reason],
  same: (one, other) => spaced(one.join(" ")) === spaced(other.join(" ")),
  inWords: ([option = "", reason = ""], labels) => isolated(labels[option]) + (reason && ` – ${isolated(reason)}`),
  counted: (poll) => (isShown(poll) ? SHOWN : undefined),
  instruction: msg("True or false, and why?"),
  picksOne: true,
  pad: 2048,
  form,
};

export const figures = BARS;

export const interaction: Interaction = "true-false";

export const hosted: Hosted = {
  name: msg("True or false, with a reason"),
  onStage: msg("Say on your phone whether it is true, and why."),
  moderated: "reasons",
  making: { option: msg("Option {n}"), right: "option", labels: [msg("True"), msg("False")] },
};

function form(card: Asked, choice: readonly string[], drawOptions: typeof ticks) {
  const { poll, choices } = card;
  const [option = "", reason = ""] = isAbstaining(choice) ? [] : choice;
  const toggle = (_poll: PollView, key: string) => choices.set(poll, [key, reason]);
  return html`${drawOptions({ ...card, choices: { ...choices, toggle } }, [option])}
  ${textField(card, reason, (text) => choices.set(poll, [option, text]))}`;
}
