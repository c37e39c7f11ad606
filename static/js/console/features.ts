// @ts-check
/** The features of the console, in the order in which they are drawn: `OnConsole` of live/hooks.js. */

import { polls } from "../polls/console.js";
import { steps } from "../steps/console.js";
import { groups } from "../groups/console.js";
import { questions } from "../questions/console.js";
import { chat } from "../chat/console.js";
import { timing } from "../timing/console.js";
import { lobby } from "../lobby/console.js";
import { signals } from "../signals/console.js";
import { assessment } from "../assessment/console.js";
import { proxies } from "../proxies/console.js";
import { pointer } from "../pointer/console.js";
import { remote } from "../remote/console.js";
import { glossary } from "../glossary/console.js";

/** @type {import("../live/hooks.js").OnConsole[]} */
export const FEATURES = [
  polls,
  steps,
  groups,
  questions,
  chat,
  timing,
  lobby,
  signals,
  assessment,
  proxies,
  pointer,
  remote,
  glossary,
];
