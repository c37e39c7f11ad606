/** Lists the features of the console, the most urgent first: `OnConsole` of room/engine/hooks.ts. */

import { polls } from "../polls/console.ts";
import { steps } from "../steps/console.ts";
import { questions } from "../questions/console.ts";
import { picks } from "../picks/console.ts";
import { lobby } from "../../room/lobby/console.ts";
import { talk } from "../talk/console.ts";
import { signals } from "../signals/console.ts";
import { timing } from "../timing/console.ts";
import { groups } from "../groups/console.ts";
import { chat } from "../chat/console.ts";
import { call } from "../../room/call/console.ts";
import { assessment } from "../assessment/console.ts";
import { proxies } from "../proxies/console.ts";
import { pointer } from "../pointer/console.ts";
import { marker } from "../marker/console.ts";
import { voice } from "../voice/console.ts";
import { recording } from "../recording/console.ts";
import { stills } from "../stills/console.ts";
import { slides } from "../slides/console.ts";
import { remote } from "../remote/console.ts";
import { glossary } from "../../content/glossary/console.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const FEATURES: OnConsole[] = [
  polls,
  steps,
  questions,
  picks,
  lobby,
  talk,
  signals,
  timing,
  groups,
  chat,
  call,
  assessment,
  proxies,
  pointer,
  marker,
  voice,
  recording,
  stills,
  slides,
  remote,
  glossary,
];
