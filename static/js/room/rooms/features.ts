/** Lists the features of a participant's room, in the order in which they are offered: `InRoom` of hooks.ts. */

import { polls } from "../../live/polls/participant.ts";
import { steps } from "../../live/steps/participant.ts";
import { voice } from "../../live/voice/participant.ts";
import { recording } from "../../live/recording/participant.ts";
import { stills } from "../../live/stills/participant.ts";
import { captions } from "../../live/captions/participant.ts";
import { groups } from "../../live/groups/participant.ts";
import { signals } from "../../live/signals/participant.ts";
import { talk } from "../../live/talk/participant.ts";
import { timing } from "../../live/timing/participant.ts";
import { marker } from "../../live/marker/participant.ts";
import { questions } from "../../live/questions/participant.ts";
import { chat } from "../../live/chat/participant.ts";
import { assessment } from "../../live/assessment/participant.ts";
import { proxies } from "../../live/proxies/participant.ts";
import { call } from "../call/participant.ts";
import { lobby } from "../lobby/participant.ts";
import { catchup } from "../../learn/catchup/participant.ts";
import { rooms } from "./participant.ts";
import { glossary } from "../../content/glossary/participant.ts";
import type { InRoom } from "../engine/hooks.ts";

export const FEATURES: InRoom[] = [
  polls,
  steps,
  voice,
  recording,
  stills,
  captions,
  groups,
  signals,
  talk,
  timing,
  marker,
  questions,
  chat,
  assessment,
  proxies,
  call,
  lobby,
  catchup,
  rooms,
  glossary,
];
