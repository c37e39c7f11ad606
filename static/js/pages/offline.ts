/** Courses kept on a device: the page that keeps them, and the line on a course's own page. */

import { readJson } from "../lib/dom.ts";
import { forgetHere } from "../offline/leaving.ts";
import { mountLeft } from "../offline/left.ts";
import { mountNote } from "../offline/note.ts";
import { mountOffline } from "../offline/page.ts";
import { createCourseWords } from "../player/words.ts";

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
