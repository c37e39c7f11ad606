/** What one key must not do by a single press: it is asked for, and the second press does it. No DOM. */

/** Milliseconds: enough to read the question on a small screen and to press again. */
export const PATIENCE = 10_000;

/**
 * @param changed something is asked for, or not any more
 * @param isFree whether what the control asks for could be done now
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
     * A second press is not used up where nothing could come of it: it asks once more.
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
