/** Any number of options. */

import { msg } from "../../../kit/words.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Select all that apply"),
};

export const figures = BARS;

export const interaction: Interaction = "choice";

export const hosted: Hosted = {
  name: msg("Select all that apply"),
  onStage: msg("Choose all answers that apply on your phone."),
  making: { option: msg("Option {n}"), right: "options" },
};
