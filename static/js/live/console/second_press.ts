/** Actions that a single press of a key must not do: the first press asks, the second does it. No DOM. */

/** Milliseconds: enough to read the question on a small screen and to press again. */
export const PATIENCE = 10_000;

/**
 * @param changed called when a question appears or disappears
 * @param isFree whether the control's action could be done now
 */
export function createSecondPress(changed: () => void, isFree: (control: string) => boolean) {
  let asked = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function ask(control: string) {
    clearTimeout(timer);
    asked = control;
    if (control) timer = setTimeout(ask, PATIENCE, "");
    changed();
  }

  return {
    isAsked: (control: string) => control === asked,
    /**
     * While the action cannot be done, a second press is not used up: it asks once more.
     * @returns whether this is the second press
     */
    press(control: string): boolean {
      const isSecond = control === asked && isFree(control);
      ask(isSecond ? "" : control);
      return isSecond;
    },
  };
}

export type SecondPress = ReturnType<typeof createSecondPress>;
