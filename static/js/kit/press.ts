/** A press that is under way: what is drawn anew meanwhile would take it away, and nothing would happen. */

// On touch screens the click comes a moment after the finger has left.
const CLICK_MS = 50;

/**
 * @param element in which presses begin
 * @param whole where they end, perhaps outside of the element
 */
export function createPress(element: EventTarget, whole: EventTarget = window) {
  let ended = Promise.resolve();
  element.addEventListener("pointerdown", () => {
    ended = new Promise((resolve) => {
      const end = () => setTimeout(resolve, CLICK_MS);
      for (const name of ["pointerup", "pointercancel"]) whole.addEventListener(name, end, { once: true });
    });
  });
  return {
    /** Resolves at once where nothing is pressed, else once the press and its click are over. */
    ended: () => ended,
  };
}
