/** Reduces the state of the session itself and of this member: started, ended, language. Pure. */

import type { Feature } from "../engine/hooks.ts";

export const feature: Feature = {
  reduce: {
    "room.started": ({ room }, { started_at }) => ({ room: { ...room, state: "live", started_at } }),
    "room.ended": ({ room }, { ended_at }) => ({ room: { ...room, state: "ended", ended_at } }),
    "member.changed": ({ me }, { language, role = me.role }) => ({ me: { ...me, language, role } }),
  },
  newest: { "member.changed": "" },
  about: { "member.language": "" },
  kept: ["member.language"],
};
