/** Sorting into groups: the participant chooses a group for each item. No dragging. */

import { msg } from "../../../kit/words.ts";
import { pairForm } from "../pair_form.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Put each into its group"),
  marked: true,
  form: (card, choice) => pairForm(card, choice),
};

export const figures = BARS;

export const interaction: Interaction = "matching";

export const hosted: Hosted = {
  name: msg("Sorting into groups"),
  onStage: msg("Put each into its group on your phone."),
};
