/** Sends what somebody has typed in a participant's room. */

import { html, nothing } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { Room } from "../engine/room.ts";
import type { Drafts } from "./drafts.ts";

type Shared = { drafts: Drafts; screen: { redraw: () => void } };

/**
 * Sends a text and empties the field at once. A refused text is put back, unless its writer has started another
 * one.
 * @param name the name of the draft
 * @param send not called if the field holds only spaces
 */
export async function sendTyped(
  { drafts, screen }: Shared,
  name: string,
  send: (text: string) => Promise<{ ok: boolean }>,
) {
  const text = String(drafts.get(name) ?? "").trim();
  if (!text) return;
  drafts.set(name, null);
  const sending = send(text);
  screen.redraw();
  const { ok } = await sending;
  if (!ok && !drafts.get(name)) drafts.set(name, text);
  screen.redraw();
}

/** Draws the reason why the last of these commands was refused. */
export function refusalOf(
  room: Room,
  words: Words,
  isAbout: (refusal: { command: string; fields: Record<string, any> }) => boolean,
) {
  const refusal = room.refusals.filter(isAbout).pop();
  return refusal ? html`<p class="wrong" role="alert">${words.refusal(refusal.code)}</p>` : nothing;
}
