// @ts-check
/** Signals on the console: figures in its bar, and the raised hands above the people. */

import { signalFigures } from "./figures.js";
import { handsPart } from "./queue.js";

/** @type {import("../live/hooks.js").OnConsole} */
export const signals = { figures: signalFigures, above: handsPart };
