// @ts-check
/** The numbers on the tabs. */

import { setText } from "../lib/dom.js";
import { FEATURES } from "./features.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/** @type {NonNullable<import("../live/hooks.js").OnConsole["counts"]>} */
const COUNTS = Object.assign({ people: peopleHere }, ...FEATURES.map(({ counts }) => counts));

/** @param {HTMLElement} tabs @param {Lectern} lectern */
export function mountCounts(tabs, lectern) {
  const places = /** @type {NodeListOf<HTMLElement>} */ (tabs.querySelectorAll("[data-count]"));

  function redraw() {
    for (const place of places) {
      const count = COUNTS[place.dataset.count ?? ""]?.(lectern.room.state) ?? 0;
      place.hidden = count === 0;
      setText(place, lectern.words.number(count));
    }
  }

  redraw();
  return lectern.onChange(redraw);
}

/** @param {import("../live/types.js").Snapshot} state */
function peopleHere({ people }) {
  return people?.here ?? 0;
}
