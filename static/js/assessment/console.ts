// @ts-check
/** The console's tab of tests, drawn by the server. */

import { drawnPanel } from "../console/drawn_panel.js";

/** @type {import("../live/hooks.js").OnConsole} */
export const assessment = { panels: { assessment: drawnPanel(({ tests, room }) => [tests, room.state]) } };
