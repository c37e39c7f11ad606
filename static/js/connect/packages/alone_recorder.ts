/** Records for a package that no platform launched: progress stays in this browser. */

import { recall, shelf } from "../../kit/storage.ts";
import { createProgress, nothingSaved } from "../../learn/player/progress.ts";
import type { Pack, Recorder } from "../../learn/player/types.ts";
import { createPlaceKeeper } from "./place_keeper.ts";

/** @param knownName the name under which the next session will look for the progress, if there may be one */
export function aloneRecorder(pack: Pack, knownName?: string): Recorder {
  const storage = shelf("localStorage");
  const name = knownName ?? `webinar.package.${pack.id}.${pack.languages.join("-")}`;
  const progress = createProgress(pack, { ...nothingSaved(), ...recall(storage, name) });
  const keep = () => storage.setItem(name, JSON.stringify(progress.saved()));
  return {
    load: async () => progress.saved(),
    async tell(deed) {
      progress.apply(deed);
      keep();
    },
    ...createPlaceKeeper(() => progress, keep),
    leave: keep,
  };
}
