/** Decides when something is redrawn. No DOM. */

/** Starts redrawing, and returns a function that stops it. */
type Subscribe = (redraw: () => void) => () => void;

/** Redraws whenever one of the subscriptions does. */
export function together(...subscribes: Subscribe[]): Subscribe {
  return (redraw) => {
    const stops = subscribes.map((subscribe) => subscribe(redraw));
    return () => stops.forEach((stop) => stop());
  };
}

/** Redraws at this interval. */
export function every(intervalMs: number): Subscribe {
  return (redraw) => {
    const timer = setInterval(redraw, intervalMs);
    return () => clearInterval(timer);
  };
}
