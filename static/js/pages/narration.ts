/** Lets learners hear what was said about a slide. Only pages of slides that were recorded load it. */

import { mountNarrations } from "../learn/narration/mount.ts";

mountNarrations();
const question = document.getElementById("question");
// An answer redraws the question, with what was said about it.
if (question) new MutationObserver(mountNarrations).observe(question, { childList: true });
