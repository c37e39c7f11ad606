/** Names the faults that keep a microphone from working, as codes that the page puts into words. */

/**
 * - `insecure`: the page came by http, and browsers give it no microphone
 * - `unsupported`: the browser cannot encode Opus
 * - `refused`: the person or the browser's settings refused the microphone
 * - `missing`: there is no microphone, or not the chosen one
 * - `busy`: another program has it, or the system refused it
 * - `unplugged`: it was there and is gone
 * - `failed`: the browser failed to record or to encode
 */
export type MicrophoneFault = "insecure" | "unsupported" | "refused" | "missing" | "busy" | "unplugged" | "failed";

const FAULTS: Record<string, MicrophoneFault> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Returns the code for an error that `getUserMedia` threw. */
export function faultOf(error: unknown): MicrophoneFault {
  return FAULTS[error instanceof Error ? error.name : ""] ?? "failed";
}
