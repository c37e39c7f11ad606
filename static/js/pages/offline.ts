/** Starts the pages of courses kept on a device: the page that keeps them, and the line on a course's own page. */

import { readJson } from "../kit/dom.ts";
import { forgetHere } from "../learn/offline/leaving.ts";
import { mountLeftovers } from "../learn/offline/leftovers.ts";
import { mountNote } from "../learn/offline/note.ts";
import { mountOffline } from "../learn/offline/page.ts";
import { createCourseWords } from "../learn/player/words.ts";

const words = createCourseWords(readJson("offline-words") ?? {}, document.documentElement.lang);
const page = document.getElementById("offline");
const note = document.getElementById("offline-note");
const leftovers = document.getElementById("offline-left");
const forget = document.getElementById("offline-forget");

document.body.dataset.runs = "";
if (page) void mountOffline(page, words);
if (note) void mountNote(note, words);
if (leftovers) void mountLeftovers(leftovers, words);
if (forget) forgetHere(forget);
