/** Finds the tile to which an arrow key leads, in rows of tiles that may differ in length. No DOM. */

export interface Place {
  left: number;
  top: number;
}

/**
 * @param places of all tiles, in their order
 * @param from the present tile
 * @returns the tile; `from` if there is none in that direction; -1 above the first row; undefined for other keys
 */
export function reachedBy(key: string, places: Place[], from: number, direction: "ltr" | "rtl"): number | undefined {
  const last = places.length - 1;
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowRight" || key === "ArrowLeft") return Math.max(0, Math.min(last, from + (key === forward ? 1 : -1)));
  const here = places[from];
  if (!here || (key !== "ArrowDown" && key !== "ArrowUp")) return undefined;
  // Tiles of one row are at the same height, but for rounding.
  const isBeyond = ({ top }: Place) => (key === "ArrowDown" ? top > here.top + 1 : top < here.top - 1);
  const beyond = places.flatMap((place, index) => (isBeyond(place) ? [{ ...place, index }] : []));
  const first = key === "ArrowDown" ? beyond[0] : beyond[beyond.length - 1];
  if (!first) return key === "ArrowUp" ? -1 : from;
  const row = beyond.filter(({ top }) => Math.abs(top - first.top) <= 1);
  const distance = ({ left }: Place) => Math.abs(left - here.left);
  return row.reduce((nearest, place) => (distance(place) < distance(nearest) ? place : nearest)).index;
}
