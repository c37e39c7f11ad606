// @ts-check
/** The glossary in a participant's room: what a word of a slide means, over the page. */

import { offerMeanings } from "./terms.js";

/** @type {import("../live/hooks.js").InRoom} */
export const glossary = { start: offerMeanings };
