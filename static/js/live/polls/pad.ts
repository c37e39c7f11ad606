/** Makes anonymous votes equally long, so that nobody on the line can tell answers by their size. No DOM. */

import type { PollView } from "../../room/engine/types.ts";

// The kinds whose answers differ much in length.
const STEPS: Partial<Record<PollView["kind"], number>> = { text: 2048, cloud: 1024 };
const STEP = 512;

export function padded<F extends object>(
  kind: PollView["kind"],
  fields: F,
  filler: (length: number) => string = noise,
): F & { pad: string } {
  const step = STEPS[kind] ?? STEP;
  const bare = new TextEncoder().encode(JSON.stringify({ ...fields, pad: "" })).length;
  return { ...fields, pad: filler(Math.ceil(bare / step) * step - bare) };
}

/** Equal characters would be compressed away. */
function noise(length: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
