/** Tells the second press of a double click, which must not give another command than the first. */

/**
 * @returns a function that tells whether a press is a slip. It takes the button's command, and the press's number in
 *   a double click, as the browser counts them by time and place (`MouseEvent.detail`); a key's presses have none
 */
export function createSlips() {
  let firstCommand = "";

  return (command: string, number: number): boolean => {
    if (number > 1) return command !== firstCommand;
    firstCommand = command;
    return false;
  };
}

/** Refuses slips on all buttons that give a command: another one may stand in the place of the pressed button. */
export function refuseSlips() {
  const isSlip = createSlips();
  const refuse = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    const command = button instanceof HTMLElement ? (button.dataset.act ?? "") : "";
    if (isSlip(command, event.detail)) event.stopPropagation();
  };
  document.addEventListener("click", refuse, true);
}
