// @ts-check
/** Sending what somebody has typed, in a participant's room. */

import { html, nothing } from "lit-html";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {{drafts: import("./drafts.js").Drafts, screen: {redraw: () => void}}} Shared */

/**
 * Empties the field at once. What was refused is given back, unless something else is being written
 * meanwhile.
 *
 * @param {Shared} shared
 * @param {string} name of the draft
 * @param {(text: string) => Promise<{ok: boolean}>} send not called for nothing but spaces
 */
export async function sendTyped({ drafts, screen }, name, send) {
  const text = String(drafts.get(name) ?? "").trim();
  if (!text) return;
  drafts.set(name, null);
  const sent = send(text);
  screen.redraw();
  const { ok } = await sent;
  if (!ok && !drafts.get(name)) drafts.set(name, text);
  screen.redraw();
}

/**
 * Why the last of these commands was refused.
 *
 * @param {Room} room
 * @param {Words} words
 * @param {(one: {command: string, fields: Record<string, any>}) => boolean} isOne
 */
export function refusalOf(room, words, isOne) {
  const refusal = room.refusals.filter(isOne).pop();
  return refusal ? html`<p class="wrong" role="alert">${words.refusal(refusal.code)}</p>` : nothing;
}
