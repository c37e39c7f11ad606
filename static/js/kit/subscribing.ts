/** Decides when something is redrawn. No DOM. */

/** Returns how to unsubscribe. */
type Subscribe = (redraw: () => void) => () => void;

/** Redraws whenever one of them does. */
export function together(...subscribes: Subscribe[]): Subscribe {
  return (redraw) => {
    const stops = subscribes.map((subscribe) => subscribe(redraw));
    return () => stops.forEach((stop) => stop());
  };
}

/** Redraws by the clock. */
export function every(milliseconds: number): Subscribe {
  return (redraw) => {
    const ticking = setInterval(redraw, milliseconds);
    return () => clearInterval(ticking);
  };
}
