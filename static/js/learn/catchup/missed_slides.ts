/** Orders the slides that a participant missed, as a walk. No DOM. */

export type Missed = {
  slides: number[];
  polls: { poll: string; slide: number | null }[];
  minutes: number;
};

/** Returns the slides to look at, in their order: those that were missed, and those of missed polls. */
export function stopsOf({ slides, polls }: Missed): number[] {
  const slideNumbers = new Set(slides);
  for (const { slide } of polls) if (slide !== null) slideNumbers.add(slide);
  return [...slideNumbers].sort((a, b) => a - b);
}
