/** Matching: the participant chooses a partner for each head of a list, and no partner twice. No dragging. */

import { msg } from "../../../kit/words.ts";
import { pairForm } from "../pair_form.ts";
import { sharesColumn } from "../pairs.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong: (poll, choice) => (sharesColumn(choice) ? "matched_twice" : wrong(poll, choice)),
  kept,
  instruction: msg("Match each with its partner"),
  marked: true,
  form: (card, choice) => pairForm(card, choice, { marksUsed: true }),
};

export const figures = BARS;

export const interaction: Interaction = "matching";

export const hosted: Hosted = {
  name: msg("Matching"),
  onStage: msg("Match each with its partner on your phone."),
};
