// @ts-check
/** The console's tab of halls, drawn by the server. */

import { drawnPanel } from "../console/drawn_panel.js";

/** @type {import("../live/hooks.js").OnConsole} */
export const proxies = { panels: { proxies: drawnPanel(({ halls, people, room }) => [halls, people?.joined, room.state]) } };
