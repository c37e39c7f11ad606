/** Starts a test that a participant takes alone: stays connected, so that they count as present, and keeps answers. */

import { mountTest } from "../live/assessment/test.ts";
import { pageWords, readJson, tameMenus } from "../kit/dom.ts";
import { openRoom } from "../room/engine/room.ts";

const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot: readJson("snapshot") });

tameMenus();
const place = document.getElementById("test");
if (place) mountTest(place, room, pageWords());
