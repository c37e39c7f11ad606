/** Starts a page that has a copy button, and no script of its own. */

import { offerCopies } from "../results/desk/copy.ts";

offerCopies(document);
