// @ts-check
/** Who is here, for those who may see it. Pure. */

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reducePeople(state, name, body) {
  return name === "room.people" ? { ...state, people: body.people } : state;
}
