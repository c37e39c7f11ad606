/** The pages of organisers and administrators: they are complete without this. */

import { offerCopies } from "../desk/copy.ts";
import { awaitFinality } from "../desk/finality.ts";
import { followModule } from "../desk/length.ts";
import { offerZone } from "../desk/zone.ts";
import { tameMenus } from "../lib/dom.ts";

offerCopies(document);
offerZone(document);
followModule(document);
awaitFinality(document, {
  reload: () => location.reload(),
  now: () => performance.now(),
  locale: document.documentElement.lang,
});
tameMenus();
