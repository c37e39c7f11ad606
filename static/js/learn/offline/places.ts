/** Where in the database the course of a learner lies, who may share the device with others. No DOM. */

import type { Kept } from "./db.ts";

// In no code of a course.
const SIGN = "~";

/** The code of the course that lies at a place. */
export const courseAt = (place: string) => place.split(SIGN)[0] as string;

/** Of one who is not at the course now; whoever is lies under its code. */
export const asideOf = (code: string, kept: Kept) => `${code}${SIGN}${seatOf(kept)}`;

/** A learner's number here stays, whoever they turn out to be. */
export const seatOf = ({ seat, learner }: Kept) => seat ?? learner;
