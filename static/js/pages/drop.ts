/**
 * Holds the code that the pages of a course need only later: once the network fails, or after the server has
 * received something.
 */

import { tellZone } from "../learn/study/clock.ts";

export { createCut } from "../learn/study/cut.ts";
export { followProgress } from "../learn/study/drawn.ts";
export { createQueue } from "../learn/study/queue.ts";

tellZone();
