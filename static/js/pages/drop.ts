/**
 * Holds the code that the pages of a course need only later: once the network fails, after the server has
 * received something, or when somebody wants to hear the slide.
 */

import { pageWords } from "../kit/dom.ts";
import { shelf } from "../kit/storage.ts";
import { createReader } from "../learn/reading/read_aloud.ts";
import { sortDrafts } from "../learn/study/question_drafts.ts";
import { tellZone } from "../learn/study/time_zone.ts";

export { createCut } from "../learn/study/cut_notice.ts";
export { followProgress } from "../learn/study/progress.ts";
export { createQueue } from "../learn/study/queue.ts";

tellZone();
sortDrafts(document.body.dataset.shelf, shelf("localStorage"));
if (document.body.dataset.slide) createReader(document.body).offer(pageWords());
