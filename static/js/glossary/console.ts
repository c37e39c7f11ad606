// @ts-check
/** The glossary on the console: what a word of a slide means, over the page. */

import { offerMeanings } from "./terms.js";

/** @type {import("../live/hooks.js").OnConsole} */
export const glossary = { start: offerMeanings };
