// @ts-check
/** A recorder for a package that no platform launched: progress stays in this browser. */

import { recall, shelf } from "../lib/storage.js";
import { createProgress, nothingSaved } from "../player/progress.js";
import { placing } from "./placing.js";

/**
 * @param {import("../player/types.js").Pack} pack
 * @param {string} [known] the name under which the next session will look for it, if one may come
 * @returns {import("../player/types.js").Recorder}
 */
export function aloneRecorder(pack, known) {
  const kept = shelf("localStorage");
  const name = known ?? `webinar.package.${pack.id}.${pack.languages.join("-")}`;
  const progress = createProgress(pack, { ...nothingSaved(), ...recall(kept, name) });
  const keep = () => kept.setItem(name, JSON.stringify(progress.saved()));
  return {
    load: async () => progress.saved(),
    async tell(deed) {
      progress.apply(deed);
      keep();
    },
    ...placing(() => progress, keep),
    leave: keep,
  };
}
