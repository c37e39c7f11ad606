/** A tab of the console that the server draws. It is fetched when it changes, and its forms give commands. */

import { fieldsOf, keepPiece } from "../../kit/piece.ts";
import type { Snapshot } from "../../room/engine/types.ts";
import type { Lectern } from "./lectern.ts";

/** @param seen what it shows of the room */
export function drawnPanel(seen: (state: Snapshot) => unknown) {
  return (element: HTMLElement, lectern: Lectern) => mount(element, lectern, seen);
}

function mount(element: HTMLElement, lectern: Lectern, seen: (state: Snapshot) => unknown) {
  const address = element.querySelector("a[data-piece]")?.getAttribute("href") ?? "";
  const piece = keepPiece(element, `${address}?piece`, () => seen(lectern.room.state), false);

  element.addEventListener("submit", async (event) => {
    const form = event.target as HTMLFormElement;
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
