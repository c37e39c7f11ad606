/** Adds signals to the console: figures in its bar, and the raised hands above the people. */

import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { signalFigures } from "./figures.ts";
import { handMoment } from "./moment.ts";
import { handsPart } from "./queue.ts";

export const signals: OnConsole = {
  figures: signalFigures,
  moment: handMoment,
  above: handsPart,
  acts: { "hand.called": msg("{name} gave somebody the floor") },
};
