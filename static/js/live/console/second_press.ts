/** Guards actions that a single press of a key must not do: the first press asks, the second does it. No DOM. */

/** Enough to read the question on a small screen and to press again. */
export const PATIENCE_MS = 10_000;

/**
 * @param onChange called when a question appears or disappears
 * @param isFree whether the control's action could be done now
 */
export function createSecondPress(onChange: () => void, isFree: (control: string) => boolean) {
  let askedControl = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function setAsked(control: string) {
    clearTimeout(timer);
    askedControl = control;
    if (control) timer = setTimeout(setAsked, PATIENCE_MS, "");
    onChange();
  }

  return {
    isAsked: (control: string) => control === askedControl,
    /**
     * Counts a press. While the action cannot be done, a second press is not used up: it asks once more.
     * @returns whether this is the second press
     */
    press(control: string): boolean {
      const isSecond = control === askedControl && isFree(control);
      setAsked(isSecond ? "" : control);
      return isSecond;
    },
  };
}

export type SecondPress = ReturnType<typeof createSecondPress>;
