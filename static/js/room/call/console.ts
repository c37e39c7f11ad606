/** Adds the call beside the session to the bar of the console. */

import type { OnConsole } from "../engine/hooks.ts";
import { callMenu } from "./menu.ts";

export const call: OnConsole = { figures: callMenu };
