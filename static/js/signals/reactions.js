// @ts-check
/** The reactions, in their order. Each picture stands beside its word. */

/** @type {[kind: string, picture: string][]} */
export const REACTIONS = [
  ["good", "👍"],
  ["thanks", "👏"],
  ["support", "❤️"],
  ["new", "💡"],
];
