/** The glossary in a participant's room: what a word of a slide means, over the page. */

import type { InRoom } from "../../room/engine/hooks.ts";
import { offerMeanings } from "./terms.ts";

export const glossary: InRoom = { start: offerMeanings };
