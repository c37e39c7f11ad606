// @ts-check
/** Where in the database the course of a learner lies, who may share the device with others. No DOM. */

/** @typedef {import("./db.js").Kept} Kept */

// In no code of a course.
const SIGN = "~";

/** The code of the course that lies at a place. @param {string} place */
export const courseAt = (place) => /** @type {string} */ (place.split(SIGN)[0]);

/** Of one who is not at the course now; whoever is lies under its code. @param {string} code @param {Kept} kept */
export const asideOf = (code, kept) => `${code}${SIGN}${seatOf(kept)}`;

/** A learner's number here stays, whoever they turn out to be. @param {Kept} kept */
export const seatOf = ({ seat, learner }) => seat ?? learner;
