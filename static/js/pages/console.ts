/** The presenter's console: opens the room and mounts the console's parts. */

import { mountBar } from "../console/bar.ts";
import { mountCounts } from "../console/counts.ts";
import { tameDialogs } from "../console/dialogs.ts";
import { mountFigures } from "../console/figures.ts";
import { mountForms } from "../console/forms.ts";
import { mountJoin } from "../console/join.ts";
import { createLectern } from "../console/lectern.ts";
import { mountFeatures } from "../console/mounting.ts";
import { mountMove } from "../console/move.ts";
import { openNotes } from "../console/notes.ts";
import { mountPeople } from "../console/people.ts";
import { mountPlan } from "../console/plan.ts";
import { followRole } from "../console/role.ts";
import { mountShortcuts } from "../console/shortcuts.ts";
import { mountTabs } from "../console/tabs.ts";
import { mountTextSize } from "../console/text_size.ts";
import { mountView } from "../console/view.ts";
import { createFloor } from "../floor/floor.ts";
import { mountFloorLine } from "../floor/line.ts";
import { attempt, attemptAll } from "../lib/attempt.ts";
import { byId, pageWords, readJson, tameMenus } from "../lib/dom.ts";
import { openRoom } from "../live/room.ts";
import { mountLanguage } from "../rooms/language.ts";
import { openDecks } from "../slides/decks.ts";
import { keepHandouts } from "../slides/handout.ts";
import { mountStageSwitch } from "../stage/switch.ts";

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
const switches = document.querySelectorAll("[data-language]") as NodeListOf<HTMLElement>;
for (const element of switches) attempt(() => mountLanguage(element, room));
// Moving needs the floor, and the keys need both and the stage.
attempt(() => {
  const floor = createFloor(lectern);
  attempt(() => mountFloorLine(byId("floor"), lectern, floor));
  const { move } = mountMove(byId("move"), byId("slides-list"), lectern, floor);
  const stage = mountStageSwitch(byId("blank"), lectern);
  mountShortcuts(byId("keys-dialog"), lectern, { move, stage, showPanel: choosePanel });
});
