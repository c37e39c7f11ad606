/** Finds the line of captions at a moment. No DOM. */

/** A line, shown from `begin` until `end`, in milliseconds since the session began. */
export type Cue = [begin: number, end: number, text: string];

/** Returns the number of the newest line at that time, which may be over; -1 before the first line. */
export function newestCue(cues: readonly Cue[], time: number) {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle] as Cue)[0] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the text in view at that time, or "". */
export function captionAt(cues: readonly Cue[], time: number) {
  const cue = cues[newestCue(cues, time)];
  return cue && time < cue[1] ? cue[2] : "";
}
