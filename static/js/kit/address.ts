/** Reads the parts of an address that somebody may have broken, such as a link that a messenger cut. No DOM. */

/** Returns what a part of a path or a fragment says, or null if its escapes are malformed. */
export function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
