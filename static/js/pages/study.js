// @ts-check
/** The pages of a course: complete without this, which counts time and saves reloading. */

import { offerCopies } from "../desk/copy.js";
import { offerMeanings } from "../glossary/terms.js";
import { tameMenus } from "../lib/dom.js";

tameMenus();
offerMeanings();
offerCopies(document);
