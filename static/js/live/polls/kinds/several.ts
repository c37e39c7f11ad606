/** Any number of options. */

import { msg } from "../../../kit/words.ts";
import type { Hosted } from "./hosted.ts";
import { BARS, fields, kept, read, wrong, type Kind } from "./kind.ts";

export const kind: Kind = {
  read,
  fields,
  wrong,
  kept,
  instruction: msg("Select all that apply"),
  interaction: "choice",
};

export const figures = BARS;

export const hosted: Hosted = {
  name: msg("Select all that apply"),
  making: { option: msg("Option {n}"), right: "options" },
};
