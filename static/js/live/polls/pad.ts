/** Makes anonymous votes equally long, so that nobody on the line can tell answers by their size. No DOM. */

// Kinds whose answers may be longer say so themselves: see `Kind.pad`.
const STEP = 512;

/** @param step the length is a multiple of so many bytes */
export function padded<F extends object>(
  fields: F,
  step = STEP,
  filler: (length: number) => string = noise,
): F & { pad: string } {
  const bare = new TextEncoder().encode(JSON.stringify({ ...fields, pad: "" })).length;
  return { ...fields, pad: filler(Math.ceil(bare / step) * step - bare) };
}

/** Equal characters would be compressed away. */
function noise(length: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
