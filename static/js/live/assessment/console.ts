/** The console's tab of tests, which the server draws. */

import { drawnPanel } from "../console/drawn_panel.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const assessment: OnConsole = { panels: { assessment: drawnPanel("tests", "assessment.tab", ({ tests, room }) => [tests, room.state]) } };
