/** What the pages of a course need last: once the network fails, or when the server was told of something. */

import { tellZone } from "../study/clock.ts";

export { createCut } from "../study/cut.ts";
export { followProgress } from "../study/drawn.ts";
export { createQueue } from "../study/queue.ts";

tellZone();
