// @ts-check
/** The presenter's console: opens the room and mounts the console's parts. */

import { mountBar } from "../console/bar.js";
import { mountCounts } from "../console/counts.js";
import { tameDialogs } from "../console/dialogs.js";
import { mountFigures } from "../console/figures.js";
import { mountForms } from "../console/forms.js";
import { mountJoin } from "../console/join.js";
import { createLectern } from "../console/lectern.js";
import { mountFeatures } from "../console/mounting.js";
import { mountMove } from "../console/move.js";
import { openNotes } from "../console/notes.js";
import { mountPeople } from "../console/people.js";
import { mountPlan } from "../console/plan.js";
import { followRole } from "../console/role.js";
import { mountShortcuts } from "../console/shortcuts.js";
import { mountTabs } from "../console/tabs.js";
import { mountTextSize } from "../console/text_size.js";
import { mountView } from "../console/view.js";
import { createFloor } from "../floor/floor.js";
import { mountFloorLine } from "../floor/line.js";
import { attempt, attemptAll } from "../lib/attempt.js";
import { byId, pageWords, readJson, tameMenus } from "../lib/dom.js";
import { openRoom } from "../live/room.js";
import { mountLanguage } from "../rooms/language.js";
import { openDecks } from "../slides/decks.js";
import { keepHandouts } from "../slides/handout.js";
import { mountStageSwitch } from "../stage/switch.js";

const snapshot = readJson("snapshot");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot });
const lectern = createLectern(room, pageWords(), document.body.dataset.may?.split(" "));
const texts = { decks: openDecks(snapshot.room, () => room.state.room.slide), notes: openNotes(snapshot.room.code, readJson("notes")) };

attemptAll(
  () => followRole(room),
  tameMenus,
  tameDialogs,
  keepHandouts,
  () => mountBar(byId("bar"), lectern),
  () => mountFigures(byId("figures"), lectern),
  () => mountPlan(byId("plan"), byId("slides-list"), lectern),
  () => mountView(byId("view"), lectern, texts),
  () => mountTextSize(byId("notes-size"), byId("notes-text")),
);
const choosePanel = attempt(() => mountTabs(byId("tabs"))) ?? (() => {});
attemptAll(
  () => mountCounts(byId("tabs"), lectern),
  () => mountPeople(byId("people-body"), lectern),
  () => mountFeatures(lectern, texts),
  () => mountJoin(byId("join-dialog"), lectern.words),
  () => mountForms(lectern),
);
const switches = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-language]"));
for (const element of switches) attempt(() => mountLanguage(element, room));
// Moving needs the floor, and the keys need both and the stage.
attempt(() => {
  const floor = createFloor(lectern);
  attempt(() => mountFloorLine(byId("floor"), lectern, floor));
  const { move } = mountMove(byId("move"), byId("slides-list"), lectern, floor);
  const stage = mountStageSwitch(byId("blank"), lectern);
  mountShortcuts(byId("keys-dialog"), lectern, { move, stage, showPanel: choosePanel });
});
