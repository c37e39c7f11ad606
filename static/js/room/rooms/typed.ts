/** Sending what somebody has typed, in a participant's room. */

import { html, nothing } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { Room } from "../engine/room.ts";
import type { Drafts } from "./drafts.ts";

type Shared = { drafts: Drafts; screen: { redraw: () => void } };

/**
 * Empties the field at once. What was refused is given back, unless something else is being written
 * meanwhile.
 *
 * @param name of the draft
 * @param send not called for nothing but spaces
 */
export async function sendTyped(
  { drafts, screen }: Shared,
  name: string,
  send: (text: string) => Promise<{ ok: boolean }>,
) {
  const text = String(drafts.get(name) ?? "").trim();
  if (!text) return;
  drafts.set(name, null);
  const sent = send(text);
  screen.redraw();
  const { ok } = await sent;
  if (!ok && !drafts.get(name)) drafts.set(name, text);
  screen.redraw();
}

/** Why the last of these commands was refused. */
export function refusalOf(
  room: Room,
  words: Words,
  isOne: (one: { command: string; fields: Record<string, any> }) => boolean,
) {
  const refusal = room.refusals.filter(isOne).pop();
  return refusal ? html`<p class="wrong" role="alert">${words.refusal(refusal.code)}</p>` : nothing;
}
