/** Starts the page of a link to a session that has not begun: shows the start by this device's clock. */

import { tellOwnTimes } from "../room/rooms/own_time.ts";

tellOwnTimes();
