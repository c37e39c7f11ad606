/** Starts the pages of organisers and administrators, which also work without scripts. */

import { offerCopies } from "../results/desk/copy.ts";
import { awaitFinality } from "../results/desk/finality.ts";
import { followModule } from "../results/desk/length.ts";
import { offerZone } from "../results/desk/zone.ts";
import { searchZones } from "../results/desk/zone_search.ts";
import { tameMenus } from "../kit/dom.ts";

offerCopies(document);
offerZone(document);
searchZones(document);
followModule(document);
awaitFinality(document, {
  reload: () => location.reload(),
  now: () => performance.now(),
  locale: document.documentElement.lang,
});
tameMenus();
