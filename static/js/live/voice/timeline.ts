/**
 * Places packets one after another in a stream without holes, and knows when each moment of it was captured. All
 * times are in ms. No DOM.
 *
 * Browsers differ in what they do at a hole: some stop there for ever. A stream without holes avoids that.
 */

import { PACKET_MS } from "./packets.ts";

export class Timeline {
  /** Where the stream ends so far. */
  end = 0;
  /** From `start` on, a moment of the stream was captured at its place in the stream plus `offset`. */
  private pieces: { start: number; offset: number }[] = [];

  /**
   * Adds a packet.
   * @param at when the packet was captured
   * @param silence how much silence comes before it
   * @returns where the silence starts in the stream
   */
  add(at: number, silence: number): number {
    const start = this.end;
    const offset = at - start - silence;
    if (this.pieces[this.pieces.length - 1]?.offset !== offset) this.pieces.push({ start, offset });
    this.end = start + silence + PACKET_MS;
    return start;
  }

  /** Returns when this moment of the stream was captured, or null before the first packet. */
  capturedAt(moment: number): number | null {
    const piece = [...this.pieces].reverse().find(({ start }) => start <= moment);
    return piece ? moment + piece.offset : null;
  }

  /** Forgets what was captured before this moment of the stream. */
  forget(moment: number) {
    while (this.pieces.length > 1 && this.pieces[1].start <= moment) this.pieces.shift();
  }
}
