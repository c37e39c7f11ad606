/** Starts the remote: moves the slides of a session from a phone, with notes, clock and poll. */

import { mountBar } from "../live/console/bar.ts";
import { createLectern } from "../live/console/lectern.ts";
import { mountMove } from "../live/console/move_controls.ts";
import { followRole } from "../live/console/role.ts";
import { mountTextSize } from "../live/console/text_size.ts";
import { createFloor } from "../room/floor/floor.ts";
import { mountFloorLine } from "../room/floor/line.ts";
import { attemptAll } from "../kit/attempt.ts";
import { byId, pageWords, readJson, setText } from "../kit/dom.ts";
import { fill } from "../kit/fill.ts";
import { prose } from "../kit/trusted_html.ts";
import { msg, type Msg } from "../kit/words.ts";
import { openRoom } from "../room/engine/room.ts";
import { runningTime } from "../live/timing/figures.ts";
import { every, together } from "../kit/subscriptions.ts";
import { drawInto } from "../kit/view.ts";
import { mountQuestion } from "../live/remote/question.ts";
import { stayAwake } from "../live/remote/wake_lock.ts";
import { openPartNotes } from "../live/remote/notes.ts";
import { mountPoll } from "../live/remote/poll.ts";
import { itemsOf, positionOf } from "../live/slides/items.ts";
import { shownBeside } from "../live/slides/shown.ts";
import { mountStepNext, mountStepNow } from "../live/remote/step.ts";

const snapshot = readJson("snapshot");
const titles: string[] = readJson("titles");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot, picture: "remote.snapshot" });
const lectern = createLectern(room, pageWords(), document.body.dataset.may?.split(" "));
const { words } = lectern;
const { language } = room.state.me;
/** The slide whose note is drawn. The server has drawn the first; the others arrive with their part. */
let drawnSlide: number | null = readJson("note").at;
const notes = openPartNotes(snapshot.room, language);

const floor = createFloor(lectern);
attemptAll(
  () => followRole(room),
  stayAwake,
  () => mountBar(byId("bar"), lectern),
  () => mountTextSize(byId("notes-size"), byId("notes-text")),
  () => mountFloorLine(byId("floor"), lectern, floor),
  () => drawInto(byId("time"), () => runningTime(lectern), together(every(1000), lectern.onChange)),
  () => mountMove(byId("move"), null, lectern, floor),
  () => mountPoll(byId("poll"), lectern),
  () => mountStepNow(byId("step"), lectern),
  () => mountStepNext(byId("step-next"), lectern),
  () => mountQuestion(byId("question"), lectern),
);

function draw() {
  const { slide } = room.state.room;
  byId("position").textContent = positionOf(room.state, words);
  setText(byId("slide-title"), titles[slide] ?? "");
  setText(byId("coming"), titleToCome());
  drawNote(slide);
}

/** The title of the slide to which *Next* leads, unless it shows another item of this one. */
function titleToCome() {
  const { slide, revealed } = room.state.room;
  const items = itemsOf(room.state, slide);
  const next = (revealed ?? items) < items ? undefined : shownBeside(room.state, slide, 1);
  return next === undefined ? "" : (titles[next] ?? "");
}

function drawNote(slide: number) {
  if (drawnSlide === slide) return;
  const place = byId("notes-text");
  const note = notes.get(slide);
  drawnSlide = note ? slide : null;
  place.scrollTop = 0;
  if (!note) return fill(place, quietly(msg("Loading…")));
  fill(place, note.html ? prose(note.html, note.language) : quietly(msg("No notes for this slide.")));
}

function quietly(text: Msg) {
  const line = document.createElement("p");
  line.className = "quietly";
  line.textContent = words.say(text);
  return line;
}

lectern.onChange(draw);
notes.subscribe(draw);
// Ask now, so that the next note has arrived when the slide is shown.
notes.get(room.state.room.slide);
draw();
