/** One option of several. */

import { msg } from "../../../kit/words.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Select one"),
  picksOne: true,
};

export const figures = BARS;

export const interaction: Interaction = "choice";

export const hosted: Hosted = {
  name: msg("Select one"),
  onStage: msg("Choose one answer on your phone."),
  making: { option: msg("Option {n}"), right: "option" },
};
