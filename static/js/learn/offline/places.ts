/** The place in the database of a learner's course; learners may share the device. No DOM. */

import type { Kept } from "./db.ts";

// No code of a course contains this.
const SIGN = "~";

/** The code of the course that lies at a place. */
export const courseAt = (place: string) => place.split(SIGN)[0] as string;

/** The place of a learner who is not active now. The active learner's course lies under its code. */
export const asideOf = (code: string, kept: Kept) => `${code}${SIGN}${seatOf(kept)}`;

/** A learner's number here stays, whoever they turn out to be. */
export const seatOf = ({ seat, learner }: Kept) => seat ?? learner;
