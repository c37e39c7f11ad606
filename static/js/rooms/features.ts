/** The features of a participant's room, in the order in which they are offered: `InRoom` of live/hooks.ts. */

import { polls } from "../polls/participant.ts";
import { steps } from "../steps/participant.ts";
import { captions } from "../captions/participant.ts";
import { groups } from "../groups/participant.ts";
import { signals } from "../signals/participant.ts";
import { timing } from "../timing/participant.ts";
import { pointer } from "../pointer/participant.ts";
import { questions } from "../questions/participant.ts";
import { chat } from "../chat/participant.ts";
import { assessment } from "../assessment/participant.ts";
import { proxies } from "../proxies/participant.ts";
import { lobby } from "../lobby/participant.ts";
import { catchup } from "../catchup/participant.ts";
import { rooms } from "./participant.ts";
import { glossary } from "../glossary/participant.ts";
import type { InRoom } from "../live/hooks.ts";

export const FEATURES: InRoom[] = [
  polls,
  steps,
  captions,
  groups,
  signals,
  timing,
  pointer,
  questions,
  chat,
  assessment,
  proxies,
  lobby,
  catchup,
  rooms,
  glossary,
];
