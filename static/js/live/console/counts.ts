/** Draws the numbers on the tabs and tiles, and on the button that holds the tiles. */

import { setText } from "../../kit/dom.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { Snapshot } from "../../room/engine/types.ts";
import { FEATURES } from "./features.ts";
import type { Lectern } from "./lectern.ts";

const COUNTS: NonNullable<OnConsole["counts"]> = Object.assign(
  { people: peopleHere },
  ...FEATURES.map(({ counts }) => counts),
);

export function mountCounts(tabs: HTMLElement, lectern: Lectern) {
  const places = tabs.querySelectorAll("[data-count]") as NodeListOf<HTMLElement>;
  const tiles = [...tabs.querySelectorAll("[data-panel]") as NodeListOf<HTMLElement>].map(({ dataset }) => dataset.panel ?? "");

  function countOf(name: string): number {
    if (name === "tools") return tiles.reduce((sum, tile) => sum + countOf(tile), 0);
    return COUNTS[name]?.(lectern.room.state) ?? 0;
  }

  function redraw() {
    for (const place of places) {
      const count = countOf(place.dataset.count ?? "");
      place.hidden = count === 0;
      setText(place, lectern.words.number(count));
    }
  }

  redraw();
  return lectern.onChange(redraw);
}

function peopleHere({ people }: Snapshot) {
  return people?.here ?? 0;
}
