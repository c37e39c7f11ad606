/** The kinds of polls that need more than checkboxes, each with its form. */

import { MATCHING, SORTING } from "./paired.ts";
import { POINTS } from "./points.ts";
import { RANKING } from "./ranking.ts";
import { CLOUD, NUMERIC, TEXT } from "./written.ts";

export const FORMS = {
  ranking: RANKING,
  points: POINTS,
  numeric: NUMERIC,
  text: TEXT,
  cloud: CLOUD,
  matching: MATCHING,
  sorting: SORTING,
};
