// @ts-check
/** The kinds of polls beside ticks, and results beside bars: loaded after the first screen. */

import { figures } from "./figures.js";
import { POINTS } from "./forms/points.js";
import { RANKING } from "./forms/ranking.js";
import { CLOUD, NUMERIC, TEXT } from "./forms/written.js";
import { addFigures, addKinds } from "./kinds.js";

export function addMore() {
  addKinds({ ranking: RANKING, points: POINTS, numeric: NUMERIC, text: TEXT, cloud: CLOUD });
  addFigures(figures);
}
