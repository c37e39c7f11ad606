/** The glossary on the console: what a word of a slide means, over the page. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { offerMeanings } from "./terms.ts";

export const glossary: OnConsole = { start: offerMeanings };
