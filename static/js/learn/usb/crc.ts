/** Computes a CRC-32 as in zip files: it reveals a file that was cut off or changed on its way. No DOM. */

/** Returns eight hex digits, for the UTF-8 bytes of the text. */
export function crc32(text: string): string {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, "0");
}
