/** Names the place in the database of a learner's course; learners may share the device. No DOM. */

import type { Kept } from "./db.ts";

// No code of a course contains this.
const SEPARATOR = "~";

/** Returns the code of the course that lies at a place. */
export const courseAt = (place: string) => place.split(SEPARATOR)[0] as string;

/** Returns the place of a learner who is not active now. The active learner's course lies under its code. */
export const asideOf = (code: string, kept: Kept) => `${code}${SEPARATOR}${seatOf(kept)}`;

/** Returns a learner's number here. It stays, whoever the learner turns out to be. */
export const seatOf = ({ seat, learner }: Pick<Kept, "seat" | "learner">) => seat ?? learner;
