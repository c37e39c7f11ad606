/** Adds the console's tab of tests, which the server draws. */

import { msg } from "../../kit/words.ts";
import { drawnPanel } from "../console/drawn_panel.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const assessment: OnConsole = { panels: { assessment: drawnPanel("tests", msg("Tests"), ({ tests, room }) => [tests, room.state]) } };
