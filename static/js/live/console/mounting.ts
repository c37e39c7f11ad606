/** Mounts the parts that features add to this member's console. */

import { attempt } from "../../kit/attempt.ts";
import { FEATURES } from "./features.ts";
import type { Lectern } from "./lectern.ts";
import type { Texts } from "./view.ts";

export function mountFeatures(lectern: Lectern, texts: Texts) {
  for (const { start, panels = {} } of FEATURES) {
    attempt(() => start?.(lectern, texts));
    for (const [name, mount] of Object.entries(panels)) {
      const element = document.getElementById(`${name}-body`);
      if (element) attempt(() => mount(element, lectern, texts));
    }
  }
}
