/** Makes anonymous votes equally long, so that nobody on the line can tell answers by their size. No DOM. */

// Kinds whose answers may be longer say so themselves: see `Kind.pad`.
const STEP_BYTES = 512;

/** @param stepBytes the length is a multiple of this */
export function padded<F extends object>(
  fields: F,
  stepBytes = STEP_BYTES,
  filler: (byteCount: number) => string = noise,
): F & { pad: string } {
  const bareBytes = new TextEncoder().encode(JSON.stringify({ ...fields, pad: "" })).length;
  return { ...fields, pad: filler(Math.ceil(bareBytes / stepBytes) * stepBytes - bareBytes) };
}

/** Equal characters would be compressed away. */
function noise(byteCount: number) {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
