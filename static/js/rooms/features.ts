// @ts-check
/** The features of a participant's room, in the order in which they are offered: `InRoom` of live/hooks.js. */

import { polls } from "../polls/participant.js";
import { steps } from "../steps/participant.js";
import { captions } from "../captions/participant.js";
import { groups } from "../groups/participant.js";
import { signals } from "../signals/participant.js";
import { timing } from "../timing/participant.js";
import { pointer } from "../pointer/participant.js";
import { questions } from "../questions/participant.js";
import { chat } from "../chat/participant.js";
import { assessment } from "../assessment/participant.js";
import { proxies } from "../proxies/participant.js";
import { lobby } from "../lobby/participant.js";
import { catchup } from "../catchup/participant.js";
import { rooms } from "./participant.js";
import { glossary } from "../glossary/participant.js";

/** @type {import("../live/hooks.js").InRoom[]} */
export const FEATURES = [
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
