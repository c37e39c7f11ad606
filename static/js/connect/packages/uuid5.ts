/**
 * Makes a UUID from a name: the same name gives the same UUID, so that a repeated report is recognised. This is
 * version 5 of RFC 9562, written by hand because the browser's own hash needs https.
 */

const NAMESPACE_URL = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/** @param namespace a UUID */
export function uuid5(name: string, namespace: string = NAMESPACE_URL) {
  const prefix = (namespace.replace(/-/g, "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const bytes = sha1([...prefix, ...new TextEncoder().encode(name)]).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Hashes by FIPS 180-4, 6.1. */
function sha1(message: number[]) {
  const padded = [...message, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  const bits = message.length * 8;
  padded.push(0, 0, 0, Math.floor(bits / 2 ** 32), bits >>> 24, bits >>> 16, bits >>> 8, bits);
  const view = new DataView(Uint8Array.from(padded).buffer);
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let offset = 0; offset < padded.length; offset += 64) addBlock(hash, view, offset);
  return hash.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
}

function addBlock(hash: number[], view: DataView, offset: number) {
  const words = Array.from({ length: 16 }, (_, index) => view.getUint32(offset + index * 4));
  const word = (index: number) => words[index] ?? 0;
  for (let index = 16; index < 80; index += 1) {
    words.push(rotateLeft(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
  for (let index = 0; index < 80; index += 1) {
    const [mixed, constant] = mix(index, b, c, d);
    const next = (rotateLeft(a, 5) + mixed + e + constant + word(index)) >>> 0;
    [a, b, c, d, e] = [next, a, rotateLeft(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((value, index) => {
    hash[index] = ((hash[index] ?? 0) + value) >>> 0;
  });
}

function mix(index: number, b: number, c: number, d: number): [number, number] {
  if (index < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (index < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (index < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

function rotateLeft(value: number, by: number) {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}
