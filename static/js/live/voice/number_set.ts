/** Reads a set of members' numbers as the server packs it (webinar/live/voice/number_set.py). No DOM. */

/** @param packed base64 of bytes in which bit `n % 8` of byte `n / 8`, from the lowest bit, stands for the number `n` */
export function numbersOf(packed: string): number[] {
  const bits = [0, 1, 2, 3, 4, 5, 6, 7];
  return Array.from(atob(packed), (byte) => byte.charCodeAt(0)).flatMap((byte, place) =>
    bits.filter((bit) => (byte >> bit) & 1).map((bit) => 8 * place + bit),
  );
}
