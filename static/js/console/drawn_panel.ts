// @ts-check
/** A tab of the console that the server draws: fetched when it changes, its forms give commands. */

import { fieldsOf, keepPiece } from "../lib/piece.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/** @param {(state: import("../live/types.js").Snapshot) => unknown} seen what it shows of the room */
export function drawnPanel(seen) {
  return (/** @type {HTMLElement} */ element, /** @type {Lectern} */ lectern) => mount(element, lectern, seen);
}

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {(state: import("../live/types.js").Snapshot) => unknown} seen
 */
function mount(element, lectern, seen) {
  const address = element.querySelector("a[data-piece]")?.getAttribute("href") ?? "";
  const piece = keepPiece(element, `${address}?piece`, () => seen(lectern.room.state), false);

  element.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { command } = form.dataset;
    if (!command) return;
    event.preventDefault();
    const isDone = await lectern.act(command, command, fieldsOf(form));
    const refusal = form.querySelector("[role='alert']");
    if (refusal) refusal.textContent = lectern.refusalOf(command);
    if (isDone) await piece.renew();
  });

  void piece.follow();
  return lectern.room.subscribe(() => void piece.follow());
}
