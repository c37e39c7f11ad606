// @ts-check
/** The numbers on the tabs: open polls, people here, steps that wait, and those of further tabs. */

import { setText } from "../lib/dom.js";
import { PANELS } from "./panels.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/** @param {HTMLElement} tabs @param {Lectern} lectern */
export function mountCounts(tabs, lectern) {
  const places = /** @type {NodeListOf<HTMLElement>} */ (tabs.querySelectorAll("[data-count]"));

  function redraw() {
    const counts = countsOf(lectern.room.state);
    for (const place of places) {
      const count = counts[place.dataset.count ?? ""] ?? 0;
      place.hidden = count === 0;
      setText(place, lectern.words.number(count));
    }
  }

  redraw();
  return lectern.onChange(redraw);
}

/** @param {import("../live/types.js").Snapshot} state @returns {Record<string, number>} */
function countsOf(state) {
  const { polls, people, steps } = state;
  const further = Object.entries(PANELS).map(([name, { count }]) => [name, count?.(state) ?? 0]);
  return {
    ...Object.fromEntries(further),
    run: polls.filter((poll) => poll.state === "open").length,
    lobby: state.lobby?.items.length ?? 0,
    people: people?.here ?? 0,
    steps: steps.filter(({ state }) => ["put", "closed", "proposed"].includes(state)).length,
  };
}
