// @ts-check
/** The session's own state and this member's: started, ended, language. Pure. */

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reduceRoom(state, name, body) {
  switch (name) {
    case "room.started":
      return { ...state, room: { ...state.room, state: "live", started_at: body.started_at } };
    case "room.ended":
      return { ...state, room: { ...state.room, state: "ended", ended_at: body.ended_at } };
    case "member.changed":
      return { ...state, me: { ...state.me, language: body.language, role: body.role ?? state.me.role } };
    default:
      return state;
  }
}
