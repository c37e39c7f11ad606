/** The words for slides that are hidden. No DOM. */

import { msgIn } from "../../kit/words.ts";

export const HIDDEN = msgIn("slide or module", "Hidden");
