/** Adds signals to the console: figures in its bar, and the raised hands above the people. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { signalFigures } from "./figures.ts";
import { handMoment } from "./moment.ts";
import { handsPart } from "./queue.ts";

export const signals: OnConsole = { figures: signalFigures, moment: handMoment, above: handsPart };
