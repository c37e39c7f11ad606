/** Divides bundles into packets. A slow link carries several packets as one. No DOM. */

import type { VoiceBundle, VoiceHeard } from "../../room/engine/wire.ts";
import type { Place } from "./pacing.ts";
import { fromBase64, FRAMES_IN_PACKET, PACKET_MS } from "./packets.ts";

export type Sound = VoiceBundle | VoiceHeard;

/** `sound` holds the bytes of a packet; see packets.ts. */
export type Packet = Place & { sound: Uint8Array };

/** Returns the packets of a broadcast, in order; none if its bytes are not packets. */
export function packetsOf({ t, n, at, d }: Sound): Packet[] {
  const bytes = typeof d === "string" ? fromBase64(d) : new Uint8Array(d);
  const packets: Packet[] = [];
  let end = 0;
  while (bytes && end < bytes.length) {
    const start = end;
    for (let frame = 0; frame < FRAMES_IN_PACKET; frame += 1) end += 2 + ((bytes[end] << 8) | bytes[end + 1]);
    // Past the end, the lengths are not numbers.
    if (!(end <= bytes.length)) return [];
    const index = packets.length;
    packets.push({ turn: t, number: n + index, at: at + index * PACKET_MS, sound: bytes.subarray(start, end) });
  }
  return packets;
}
