/** Starts the announcement on the pages of a session that has not begun: how long it is until then, by this device's clock. */

import { tellAnnounced } from "../room/rooms/announced.ts";

tellAnnounced();
