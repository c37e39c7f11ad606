/** Adds the console's tab of halls, which the server draws. */

import { msg } from "../../kit/words.ts";
import { drawnPanel } from "../console/drawn_panel.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const proxies: OnConsole = {
  panels: { proxies: drawnPanel("halls", msg("Halls"), ({ halls, people, room }) => [halls, people?.joined, room.state]) },
};
