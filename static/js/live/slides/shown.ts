/** Knows which slides hosts have hidden in this session, and which come next. No DOM. */

interface State {
  room: { slides: number };
  /** A server that is older than this page sends none. */
  slides_hidden?: { slides: number[] };
}

export function isHidden({ slides_hidden: hidden }: State, slide: number) {
  return hidden?.slides.includes(slide) ?? false;
}

/**
 * Returns the nearest slide that is not hidden, or undefined at the end.
 * @param step 1 for those after `slide`, -1 for those before it
 */
export function shownBeside(state: State, slide: number, step: number): number | undefined {
  do slide += step;
  while (isHidden(state, slide));
  return slide >= 0 && slide < state.room.slides ? slide : undefined;
}

/** Returns up to `count` slides after this one, without those that are hidden. */
export function shownAfter(state: State, slide: number, count: number): number[] {
  const next = count > 0 ? shownBeside(state, slide, 1) : undefined;
  return next === undefined ? [] : [next, ...shownAfter(state, next, count - 1)];
}
