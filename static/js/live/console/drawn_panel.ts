/** Keeps a tab of the console that the server draws. It is fetched when it changes, and its forms give commands. */

import { fill } from "../../kit/fill.ts";
import { fieldsOf, keepPiece } from "../../kit/piece.ts";
import type { Msg } from "../../kit/words.ts";
import type { Snapshot } from "../../room/engine/types.ts";
import type { Lectern } from "./lectern.ts";

/**
 * Shows a link to the page that contains the same, until the tab has arrived.
 * @param name the name of that page in the addresses of the session
 * @param title the text of the link
 * @param stateOf returns the part of the room's state that the tab shows
 */
export function drawnPanel(name: string, title: Msg, stateOf: (state: Snapshot) => unknown) {
  return (element: HTMLElement, lectern: Lectern) => {
    const address = `/rooms/${lectern.room.state.room.code}/${name}`;
    const link = Object.assign(document.createElement("a"), { href: address, textContent: lectern.words.say(title) });
    fill(element, link);
    mount(element, lectern, address, stateOf);
  };
}

function mount(element: HTMLElement, lectern: Lectern, address: string, stateOf: (state: Snapshot) => unknown) {
  const piece = keepPiece(element, `${address}?piece`, () => stateOf(lectern.room.state), false);

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
