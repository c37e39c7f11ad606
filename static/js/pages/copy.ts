/** A page with a copy button, and no script of its own. */

import { offerCopies } from "../results/desk/copy.ts";

offerCopies(document);
