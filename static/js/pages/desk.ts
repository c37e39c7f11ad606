// @ts-check
/** The pages of organisers and administrators: they are complete without this. */

import { offerCopies } from "../desk/copy.js";
import { awaitFinality } from "../desk/finality.js";
import { followModule } from "../desk/length.js";
import { offerZone } from "../desk/zone.js";
import { tameMenus } from "../lib/dom.js";

offerCopies(document);
offerZone(document);
followModule(document);
awaitFinality(document, {
  reload: () => location.reload(),
  now: () => performance.now(),
  locale: document.documentElement.lang,
});
tameMenus();
