/** The event by which scripts of one page tell each other that the server has received something. */

const TOLD = "study-told";

export function sayTold() {
  document.dispatchEvent(new Event(TOLD));
}

export function onTold(act: () => void) {
  document.addEventListener(TOLD, act);
}
