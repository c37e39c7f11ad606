/** Decides whether this link is good enough for the speaker's picture. No DOM. */

export interface LinkFacts {
  /** The person has asked the browser to save data. */
  savesData?: boolean;
  /** The browser's estimate, such as "3g". */
  kind?: string;
  /** The sound that this page gets: "full", "thin" or "none". */
  sound?: string;
}

/** The screen is worth waiting for; the speaker's picture is not, if sound and slides would wait for it. */
export function isGoodEnough({ savesData, kind, sound = "full" }: LinkFacts): boolean {
  return !savesData && sound === "full" && !kind?.endsWith("2g");
}
