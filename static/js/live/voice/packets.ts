/**
 * Converts the Opus frames of a packet to its bytes, and these to base64. No DOM.
 *
 * A packet is, for each frame, its length as a 16-bit big-endian number and the frame.
 */

/** The length of every frame. */
export const FRAME_MS = 20;

export const FRAMES_IN_PACKET = 3;

export const PACKET_MS = FRAME_MS * FRAMES_IN_PACKET;

// RFC 6716, section 3.2.1.
const MOST_BYTES = 1 + 1275;

/**
 * Says whether these bytes are one Opus frame of 20 ms, by their first byte: RFC 6716, section 3.1. Decoders take
 * any bytes that may follow, so nobody can break a listener's player.
 */
export function isFrame(bytes: Uint8Array): boolean {
  const [configuration, count] = [bytes[0] >> 3, bytes[0] & 3];
  // Frames of 20 ms are every fourth configuration of SILK, every second hybrid one, and every fourth of CELT.
  const is20Ms = configuration < 12 ? configuration % 4 === 1 : configuration < 16 ? configuration % 2 === 1 : configuration % 4 === 3;
  return is20Ms && count === 0 && bytes.length <= MOST_BYTES;
}

export function packFrames(frames: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + 2 + frame.length, 0));
  let place = 0;
  for (const frame of frames) {
    bytes.set([frame.length >> 8, frame.length & 255], place);
    bytes.set(frame, place + 2);
    place += 2 + frame.length;
  }
  return bytes;
}

/** Returns the frames, which share the memory of `bytes`, or null if `bytes` are not a packet. */
export function unpackFrames(bytes: Uint8Array): Uint8Array[] | null {
  const frames: Uint8Array[] = [];
  let end = 0;
  while (end < bytes.length) {
    const start = end + 2;
    end = start + ((bytes[end] << 8) | bytes[end + 1]);
    const frame = bytes.subarray(start, end);
    if (end > bytes.length || !isFrame(frame)) return null;
    frames.push(frame);
  }
  return frames.length === FRAMES_IN_PACKET ? frames : null;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Returns null if the text is not base64. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
