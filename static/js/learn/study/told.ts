/** That the server has been told of something studied: scripts of one page say it to each other. */

const TOLD = "study-told";

export function sayTold() {
  document.dispatchEvent(new Event(TOLD));
}

export function onTold(act: () => void) {
  document.addEventListener(TOLD, act);
}
