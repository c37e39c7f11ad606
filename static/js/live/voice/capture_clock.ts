/**
 * Computes the server's time at which a sample was captured. No DOM. All times are in ms.
 *
 * Three clocks differ. The microphone's clock counts samples, and stops while the browser is too busy or the
 * microphone is away. The device's clock is read when samples arrive, and jumps when somebody sets it. The server's
 * clock is known only roughly.
 *
 * Samples may arrive late, but never early, so the least offset between two clocks in the last seconds is the true
 * one.
 */

const WINDOW_MS = 2_000;
// Within this tolerance, times stay evenly spaced. Greater errors are corrected in steps that nobody hears.
const TOLERANCE_MS = 20;
const STEP_MS = 1;
// After a greater error, the microphone's clock has stopped or somebody has set another one.
const JUMP_MS = 150;

export class CaptureClock {
  /** Offsets of the last seconds, rising: a new offset removes earlier ones that are not less. */
  private offsets: { deviceTime: number; offset: number }[] = [];
  private usedOffset: number | null = null;
  private lastTime = -Infinity;

  /**
   * Notes that a sample has arrived.
   * @param time the sample's time by the microphone's clock
   * @param deviceTime the device's time when it arrived
   */
  observe(time: number, deviceTime: number) {
    const { offsets } = this;
    const offset = deviceTime - time;
    while (offsets.length && offsets[offsets.length - 1].offset >= offset) offsets.pop();
    offsets.push({ deviceTime, offset });
    while (deviceTime - offsets[0].deviceTime > WINDOW_MS) offsets.shift();
  }

  /**
   * Returns the server's time of a sample, in whole ms: always later than the time before.
   * @param time by the microphone's clock
   * @param ahead how far the server's clock is ahead of the device's
   */
  serverTime(time: number, ahead: number): number {
    const offset = (this.offsets[0]?.offset ?? 0) + ahead;
    const error = offset - (this.usedOffset ?? offset);
    if (this.usedOffset === null || Math.abs(error) > JUMP_MS) this.usedOffset = offset;
    else if (Math.abs(error) > TOLERANCE_MS) this.usedOffset += STEP_MS * Math.sign(error);
    this.lastTime = Math.max(this.lastTime + 1, Math.round(time + this.usedOffset));
    return this.lastTime;
  }
}
