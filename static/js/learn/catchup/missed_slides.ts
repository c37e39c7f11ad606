/** Orders the slides that a participant missed, as a walk and in words. No DOM. */

/** `late` if they were missed by coming late, and not by being away. */
export type Missed = {
  slides: number[];
  polls: { poll: string; slide: number | null }[];
  minutes: number;
  late: boolean;
};

/** Returns the slides to look at, in their order: those that were missed, and those of missed polls. */
export function stopsOf({ slides, polls }: Missed): number[] {
  const slideNumbers = new Set(slides);
  for (const { slide } of polls) if (slide !== null) slideNumbers.add(slide);
  return [...slideNumbers].sort((a, b) => a - b);
}

/**
 * Writes runs of slides: `7–9, 12` for `[6, 7, 8, 11]`, counted from 1, as people do.
 * @param slides in order, counted from 0
 * @param comma the separator of the language
 */
export function ranges(slides: number[], number: (value: number) => string, comma = ", ") {
  const runs: [number, number][] = [];
  for (const slide of slides) {
    const last = runs[runs.length - 1];
    if (last && last[1] === slide - 1) last[1] = slide;
    else runs.push([slide, slide]);
  }
  return runs.map(([first, last]) => (first === last ? number(first + 1) : `${number(first + 1)}–${number(last + 1)}`)).join(comma);
}
