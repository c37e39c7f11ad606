/** What the pages of a course need last: once the network fails, or when the server was told of something. */

import { tellZone } from "../learn/study/clock.ts";

export { createCut } from "../learn/study/cut.ts";
export { followProgress } from "../learn/study/drawn.ts";
export { createQueue } from "../learn/study/queue.ts";

tellZone();
