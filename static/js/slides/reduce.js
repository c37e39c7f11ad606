// @ts-check
/** Which slide the presenter is on. Pure. */

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reduceSlides(state, name, body) {
  if (name !== "slide.moved") return state;
  return { ...state, room: { ...state.room, slide: body.slide } };
}
