/** Names what keeps a picture from being taken or shown, as codes that the page puts into words. */

import { faultOf } from "../voice/faults.ts";

/**
 * - `insecure`: the page came by http, and browsers give it no camera
 * - `unsupported`: the browser cannot take the picture, or not as WebP
 * - `refused`, `missing`, `busy`, `unplugged`: as for a microphone
 * - `large`: no quality makes the picture small enough
 * - `unreadable`: the file is no picture that this browser knows
 * - `failed`: anything else
 */
export type PictureFault = "insecure" | "unsupported" | "refused" | "missing" | "busy" | "unplugged" | "large" | "unreadable" | "failed";

/** Returns why this page cannot ask for a camera or a screen, or null. */
export function faultBefore(method: "getUserMedia" | "getDisplayMedia"): PictureFault | null {
  if (!globalThis.isSecureContext) return "insecure";
  return typeof navigator.mediaDevices?.[method] === "function" ? null : "unsupported";
}

/** Returns the code for an error that the browser threw when it was asked for a picture. */
export function pictureFaultOf(error: unknown): PictureFault {
  return faultOf(error);
}
