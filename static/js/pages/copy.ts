// @ts-check
/** A page with something to copy, and no script of its own. */

import { offerCopies } from "../desk/copy.js";

offerCopies(document);
