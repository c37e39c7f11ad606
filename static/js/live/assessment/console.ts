/** The console's tab of tests, drawn by the server. */

import { drawnPanel } from "../console/drawn_panel.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const assessment: OnConsole = { panels: { assessment: drawnPanel(({ tests, room }) => [tests, room.state]) } };
