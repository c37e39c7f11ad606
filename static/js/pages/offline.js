// @ts-check
/** Courses kept on a device: the page that keeps them, and the line on a course's own page. */

import { readJson } from "../lib/dom.js";
import { createWords } from "../lib/words.js";
import { mountNote } from "../offline/note.js";
import { mountOffline } from "../offline/page.js";

const words = createWords(readJson("offline-words") ?? {}, document.documentElement.lang);
const page = document.getElementById("offline");
const note = document.getElementById("offline-note");

if (page) void mountOffline(page, words);
if (note) void mountNote(note, words);
