/** A page with something to copy, and no script of its own. */

import { offerCopies } from "../results/desk/copy.ts";

offerCopies(document);
