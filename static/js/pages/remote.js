// @ts-check
/** The remote: moves the slides of a session from a phone, with notes, clock and poll. */

import { mountBar } from "../console/bar.js";
import { createLectern } from "../console/lectern.js";
import { mountMove } from "../console/move.js";
import { followRole } from "../console/role.js";
import { mountTextSize } from "../console/text_size.js";
import { createFloor } from "../floor/floor.js";
import { mountFloorLine } from "../floor/line.js";
import { pageWords, readJson } from "../lib/dom.js";
import { prose } from "../lib/trusted.js";
import { openRoom } from "../live/room.js";
import { mountQuestion } from "../remote/question.js";
import { stayAwake } from "../remote/awake.js";
import { openPartNotes } from "../remote/notes.js";
import { mountPoll } from "../remote/poll.js";
import { mountStepNext, mountStepNow } from "../remote/step.js";

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

const snapshot = readJson("snapshot");
/** @type {string[]} */
const titles = readJson("titles");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot });
const lectern = createLectern(room, pageWords(), document.body.dataset.may?.split(" "));
const { words } = lectern;
const { language } = room.state.me;
/** The server has drawn the note of this slide; the others come with their part. @type {number | null} */
let drawn = readJson("note").at;
const notes = openPartNotes(snapshot.room, language);

followRole(room);
stayAwake();
mountBar(find("bar"), lectern);
mountTextSize(find("notes-size"), find("notes-text"));
const floor = createFloor(lectern);
mountFloorLine(find("floor"), lectern, floor);
mountMove(find("move"), null, lectern, floor);
mountPoll(find("poll"), lectern);
mountStepNow(find("step"), lectern);
mountStepNext(find("step-next"), lectern);
mountQuestion(find("question"), lectern);

function draw() {
  const { slide, slides } = room.state.room;
  find("position").textContent = words.say("slide.of", { n: slide + 1, all: slides });
  const title = titles[slide] ?? "";
  if (find("slide-title").textContent !== title) find("slide-title").textContent = title;
  drawNote(slide);
}

/** @param {number} slide */
function drawNote(slide) {
  if (drawn === slide) return;
  const place = find("notes-text");
  const note = notes.get(slide);
  drawn = note ? slide : null;
  place.scrollTop = 0;
  if (!note) return place.replaceChildren(quietly("slide.loading"));
  place.replaceChildren(note.html ? prose(note.html, note.language) : quietly("notes.none"));
}

/** @param {string} key */
function quietly(key) {
  const text = document.createElement("p");
  text.className = "quietly";
  text.textContent = words.say(key);
  return text;
}

lectern.onChange(draw);
notes.subscribe(draw);
// Asked for now, so that the next note is there when the slide is.
notes.get(room.state.room.slide);
draw();
