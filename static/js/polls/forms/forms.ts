// @ts-check
/** The kinds of polls that are answered by more than ticks, each with its form. */

import { MATCHING, SORTING } from "./paired.js";
import { POINTS } from "./points.js";
import { RANKING } from "./ranking.js";
import { CLOUD, NUMERIC, TEXT } from "./written.js";

export const FORMS = {
  ranking: RANKING,
  points: POINTS,
  numeric: NUMERIC,
  text: TEXT,
  cloud: CLOUD,
  matching: MATCHING,
  sorting: SORTING,
};
