/** Tracks a press that is under way: a redraw would remove the pressed element, and the press would do nothing. */

// On touch screens the click comes a moment after the finger has left.
const CLICK_MS = 50;

/**
 * @param startTarget where presses begin
 * @param endTarget where presses end, which may be outside the element
 */
export function createPress(startTarget: EventTarget, endTarget: EventTarget = window) {
  let ended = Promise.resolve();
  startTarget.addEventListener("pointerdown", () => {
    ended = new Promise((resolve) => {
      const end = () => setTimeout(resolve, CLICK_MS);
      for (const name of ["pointerup", "pointercancel"]) endTarget.addEventListener(name, end, { once: true });
    });
  });
  return {
    /** Resolves at once if nothing is pressed, otherwise once the press and its click are over. */
    ended: () => ended,
  };
}
