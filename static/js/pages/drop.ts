/**
 * Holds the code that the pages of a course need only later: once the network fails, or after the server has
 * received something.
 */

import { tellZone } from "../learn/study/time_zone.ts";

export { createCut } from "../learn/study/cut_notice.ts";
export { followProgress } from "../learn/study/progress.ts";
export { createQueue } from "../learn/study/queue.ts";

tellZone();
