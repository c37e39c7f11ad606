/** Treats the passages of a recording as if they followed on each other. No DOM. */

/** A stretch of the file, in milliseconds. */
export type Passage = readonly [begin: number, end: number];

/** A passage by its number, and a time in the file. */
type Place = { passage: number; fileMs: number };

/** Returns how long all passages are. */
export function lengthOf(passages: readonly Passage[]) {
  return passages.reduce((sum, [begin, end]) => sum + end - begin, 0);
}

/** Returns the place in the file for a time since the beginning of the first passage. */
export function placeAt(passages: readonly Passage[], timeMs: number): Place {
  let restMs = Math.max(0, timeMs);
  for (const [passage, [begin, end]] of passages.entries()) {
    if (restMs < end - begin) return { passage, fileMs: begin + restMs };
    restMs -= end - begin;
  }
  const last = passages.length - 1;
  return { passage: last, fileMs: (passages[last] as Passage)[1] };
}

/** Returns the time since the beginning of the first passage. The file may still be on its way to the passage. */
export function timeAt(passages: readonly Passage[], { passage, fileMs }: Place) {
  const [begin, end] = passages[passage] as Passage;
  return lengthOf(passages.slice(0, passage)) + Math.min(end, Math.max(begin, fileMs)) - begin;
}
