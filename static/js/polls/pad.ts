// @ts-check
/** Makes anonymous votes equally long: who sees the line must not tell answers by their size. No DOM. */

/** @typedef {import("../live/types.js").PollView} PollView */

// Of these the answers differ much in length.
/** @type {Partial<Record<PollView["kind"], number>>} */
const STEPS = { text: 2048, cloud: 1024 };
const STEP = 512;

/**
 * @template {object} F
 * @param {PollView["kind"]} kind
 * @param {F} fields
 * @param {(length: number) => string} [filler]
 * @returns {F & {pad: string}}
 */
export function padded(kind, fields, filler = noise) {
  const step = STEPS[kind] ?? STEP;
  const bare = new TextEncoder().encode(JSON.stringify({ ...fields, pad: "" })).length;
  return { ...fields, pad: filler(Math.ceil(bare / step) * step - bare) };
}

/** Equal letters would be compressed away. @param {number} length */
function noise(length) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
