// @ts-check
/** What the pages of a course need last: once the network fails, or when the server was told of something. */

import { tellZone } from "../study/clock.js";

export { createCut } from "../study/cut.js";
export { followProgress } from "../study/drawn.js";
export { createQueue } from "../study/queue.js";

tellZone();
