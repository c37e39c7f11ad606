/** When something is to be drawn anew. No DOM. */

/** gives back how to stop */
type Subscribe = (redraw: () => void) => () => void;

/** @returns whenever one of them says so */
export function together(...subscribes: Subscribe[]): Subscribe {
  return (redraw) => {
    const stops = subscribes.map((subscribe) => subscribe(redraw));
    return () => stops.forEach((stop) => stop());
  };
}

/** @returns with the clock */
export function every(milliseconds: number): Subscribe {
  return (redraw) => {
    const ticking = setInterval(redraw, milliseconds);
    return () => clearInterval(ticking);
  };
}
