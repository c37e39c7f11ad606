// @ts-check
/** When something is to be drawn anew. No DOM. */

/** @typedef {(redraw: () => void) => () => void} Subscribe gives back how to stop */

/** @param {Subscribe[]} subscribes @returns {Subscribe} whenever one of them says so */
export function together(...subscribes) {
  return (redraw) => {
    const stops = subscribes.map((subscribe) => subscribe(redraw));
    return () => stops.forEach((stop) => stop());
  };
}

/** @param {number} milliseconds @returns {Subscribe} with the clock */
export function every(milliseconds) {
  return (redraw) => {
    const ticking = setInterval(redraw, milliseconds);
    return () => clearInterval(ticking);
  };
}
