/** Adds the glossary to a participant's room: shows over the page what a word of a slide means. */

import type { InRoom } from "../../room/engine/hooks.ts";
import { offerMeanings } from "./terms.ts";

export const glossary: InRoom = { start: offerMeanings };
