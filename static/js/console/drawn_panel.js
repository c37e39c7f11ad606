// @ts-check
/** A tab of the console that the server draws: fetched when it changes, its forms give commands. */

import { fetchPiece, fieldsOf, isFilledIn } from "../lib/piece.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {(state: import("../live/types.js").Snapshot) => unknown} seen what it shows of the room
 */
export function mountDrawnPanel(element, lectern, seen) {
  const address = element.querySelector("a[data-piece]")?.getAttribute("href") ?? "";
  const now = () => JSON.stringify(seen(lectern.room.state));
  let drawn = "";
  // Also before this script came.
  let isTyping = isFilledIn(element);
  let isFetching = false;

  async function redraw() {
    // What somebody is typing is not taken from under their fingers.
    if (isFetching || isTyping || now() === drawn) return;
    isFetching = true;
    const wanted = now();
    if (await fetchPiece(element, `${address}?piece`, () => isTyping)) drawn = wanted;
    isFetching = false;
    if (drawn === wanted && now() !== drawn) void redraw();
  }

  element.addEventListener("input", () => (isTyping = true));
  element.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { command } = form.dataset;
    if (!command) return;
    event.preventDefault();
    const isDone = await lectern.act(command, command, fieldsOf(form));
    const refusal = form.querySelector("[role='alert']");
    if (refusal) refusal.textContent = lectern.refusalOf(command);
    if (!isDone) return;
    isTyping = false;
    drawn = "";
    await redraw();
  });

  void redraw();
  return lectern.room.subscribe(() => void redraw());
}
