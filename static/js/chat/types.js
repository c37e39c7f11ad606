// @ts-check
/** The chat as it is on the wire. Types only. */

/**
 * @typedef {object} Message
 * @property {number} id
 * @property {number} member who wrote it
 * @property {string} by
 * @property {string} text
 * @property {string} language
 * @property {string} at
 * @property {number} [thread] of a private one: the participant who writes with the hosts
 * @property {true} [host]
 * @property {true} [removed]
 *
 * @typedef {object} ChatPart
 * @property {"off" | "hosts" | "everyone"} mode
 * @property {number} last the last message that this member may see
 * @property {Message[]} items
 * @property {boolean} [muted]
 * @property {number[]} [mutes] hosts only
 */

export {};
