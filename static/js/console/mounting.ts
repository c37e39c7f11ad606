// @ts-check
/** Mounts what features have on this member's console. */

import { attempt } from "../lib/attempt.js";
import { FEATURES } from "./features.js";

/**
 * @param {import("./lectern.js").Lectern} lectern
 * @param {import("./view.js").Texts} texts
 */
export function mountFeatures(lectern, texts) {
  for (const { start, panels = {} } of FEATURES) {
    attempt(() => start?.(lectern, texts));
    for (const [name, mount] of Object.entries(panels)) {
      const element = document.getElementById(`${name}-body`);
      if (element) attempt(() => mount(element, lectern, texts));
    }
  }
}
