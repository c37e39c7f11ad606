// @ts-check
/** Courses kept on a device: the page that keeps them, and the line on a course's own page. */

import { readJson } from "../lib/dom.js";
import { forgetHere } from "../offline/leaving.js";
import { mountLeft } from "../offline/left.js";
import { mountNote } from "../offline/note.js";
import { mountOffline } from "../offline/page.js";
import { createCourseWords } from "../player/words.js";

const words = createCourseWords(readJson("offline-words") ?? {}, document.documentElement.lang);
const page = document.getElementById("offline");
const note = document.getElementById("offline-note");
const left = document.getElementById("offline-left");
const forget = document.getElementById("offline-forget");

document.body.dataset.runs = "";
if (page) void mountOffline(page, words);
if (note) void mountNote(note, words);
if (left) void mountLeft(left, words);
if (forget) forgetHere(forget);
