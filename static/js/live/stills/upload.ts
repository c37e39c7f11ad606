/** Sends a picture to the server by HTTP. */

import type { Answer } from "../../room/engine/types.ts";

/** Resolves with a refusal's code, never rejects. @param form brings the address and the token of the page */
export async function upload(form: HTMLFormElement, kind: string, picture: Blob, fields: Record<string, string>): Promise<Answer> {
  const body = new FormData();
  const token = form.elements.namedItem("csrf_token") as HTMLInputElement;
  for (const [name, value] of Object.entries({ csrf_token: token.value, ...fields })) body.append(name, value);
  body.append("picture", picture, `${kind}.webp`);
  let response: Response;
  try {
    response = await fetch(form.action.replace(/\w+$/, kind), { method: "POST", body });
  } catch {
    return { ok: false, code: "offline" };
  }
  try {
    return await response.json();
  } catch {
    return { ok: false, code: CODES[response.status] ?? "internal" };
  }
}

/** The codes of answers that are pages: the server refused before it looked at the picture. */
const CODES: Record<number, string> = { 403: "not_allowed", 413: "picture_too_large", 429: "rate" };

/** Returns a name for a run of pictures of this tab. */
export function newTurn(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
