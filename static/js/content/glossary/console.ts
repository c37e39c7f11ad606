/** Adds the glossary to the console: shows over the page what a word of a slide means. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { offerMeanings } from "./terms.ts";

export const glossary: OnConsole = { start: offerMeanings };
