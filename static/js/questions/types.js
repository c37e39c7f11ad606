// @ts-check
/** Questions as they are on the wire. Types only. */

/**
 * @typedef {object} Question
 * @property {number} id
 * @property {"waiting" | "open" | "parked" | "answered" | "declined" | "merged" | "gone"} state
 * @property {string} text
 * @property {string} language
 * @property {string | null} by
 * @property {number} votes
 * @property {{text: string, language: string} | null} answer
 * @property {Record<string, string>} translations
 * @property {string} [reason]
 * @property {number | null} [into]
 * @property {boolean} [voted]
 * @property {true} [mine]
 *
 * @typedef {object} QuestionsPart
 * @property {boolean} open
 * @property {boolean} moderated
 * @property {boolean} anonymous
 * @property {number} [turn]
 * @property {Question[]} items some of them may lack keys
 */

export {};
