/** One point of a scale, whose options are numbers. */

import { msg } from "../../../kit/words.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Select one point of the scale"),
  picksOne: true,
  hasMean: true,
};

export const figures = BARS;

export const interaction: Interaction = "likert";

export const hosted: Hosted = {
  name: msg("Scale"),
  onStage: msg("Choose one point of the scale on your phone."),
  making: { option: msg("Point {n} of the scale") },
};
