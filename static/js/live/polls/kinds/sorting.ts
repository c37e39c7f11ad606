/** Sorting into groups: the participant chooses a group for each item. No dragging. */

import { msg } from "../../../kit/words.ts";
import { pairForm } from "../pair_form.ts";
import type { Hosted } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Put each into its group"),
  interaction: "matching",
  marked: true,
  form: pairForm,
};

export const figures = BARS;

export const hosted: Hosted = { name: msg("Sorting into groups") };
