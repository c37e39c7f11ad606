/** Sends the event by which scripts of one page tell each other that the server has received something. */

const RECEIPT = "study-told";

export function announceReceipt() {
  document.dispatchEvent(new Event(RECEIPT));
}

export function onReceipt(act: () => void) {
  document.addEventListener(RECEIPT, act);
}
