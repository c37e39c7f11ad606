/** Starts the presenter's console: opens the room and mounts the console's parts. */

import { mountActs } from "../live/console/acts.ts";
import { mountBar } from "../live/console/bar.ts";
import { mountCounts } from "../live/console/counts.ts";
import { tameDialogs } from "../live/console/dialogs.ts";
import { mountFigures } from "../live/console/figures.ts";
import { mountForms } from "../live/console/forms.ts";
import { mountHosts } from "../live/console/hosts.ts";
import { mountJoin } from "../live/console/join.ts";
import { createLectern } from "../live/console/lectern.ts";
import { keepFocusOnPage } from "../live/console/lost_focus.ts";
import { mountFeatures } from "../live/console/mounting.ts";
import { mountMoment } from "../live/console/moment.ts";
import { mountMove } from "../live/console/move_controls.ts";
import { openNotes } from "../live/console/notes.ts";
import { mountPeople } from "../live/console/people.ts";
import { mountPlan } from "../live/console/plan.ts";
import { followRole } from "../live/console/role.ts";
import { sendByCtrlEnter } from "../live/console/send_key.ts";
import { mountShortcuts } from "../live/console/shortcuts.ts";
import { refuseSlips } from "../live/console/slips.ts";
import { mountTabs } from "../live/console/tabs.ts";
import { mountTiles } from "../live/console/tiles.ts";
import { mountTextSize } from "../live/console/text_size.ts";
import { mountView } from "../live/console/view.ts";
import { createFloor } from "../room/floor/floor.ts";
import { mountFloorLine } from "../room/floor/line.ts";
import { attempt, attemptAll } from "../kit/attempt.ts";
import { byId, pageWords, readJson, tameMenus } from "../kit/dom.ts";
import { openRoom } from "../room/engine/room.ts";
import { mountLanguage } from "../room/rooms/language.ts";
import { openDecks } from "../live/slides/decks.ts";
import { keepHandouts } from "../live/slides/handout.ts";
import { mountStageSwitch } from "../live/stage/switch.ts";

const snapshot = readJson("snapshot");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot });
const lectern = createLectern(room, pageWords(), document.body.dataset.may?.split(" "));
const texts = { decks: openDecks(snapshot.room, () => room.state.room.slide), notes: openNotes(snapshot.room.code, readJson("notes")) };

attemptAll(
  () => followRole(room),
  tameMenus,
  tameDialogs,
  keepFocusOnPage,
  refuseSlips,
  sendByCtrlEnter,
  keepHandouts,
  () => mountBar(byId("bar"), lectern),
  () => mountFigures(byId("figures"), lectern),
  () => mountHosts(byId("hosts"), lectern),
  () => mountActs(byId("acts"), lectern),
  () => mountPlan(byId("plan"), byId("slides-list"), lectern),
  () => mountView(byId("view"), byId("notes-text"), lectern, texts),
  () => mountMoment(byId("moment-body"), lectern, texts),
  () => mountTextSize(byId("notes-size"), byId("notes-text")),
);
const choosePanel = attempt(() => mountTabs(byId("tabs"))) ?? (() => {});
attemptAll(
  () => mountTiles(byId("tiles"), choosePanel),
  () => mountCounts(byId("tab-row"), lectern),
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
