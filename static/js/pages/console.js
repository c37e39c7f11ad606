// @ts-check
/** The presenter's console: opens the room and mounts the console's parts. */

import { mountBar } from "../console/bar.js";
import { followRole } from "../console/role.js";
import { mountCounts } from "../console/counts.js";
import { createLectern } from "../console/lectern.js";
import { tameDialogs } from "../console/dialogs.js";
import { mountFigures } from "../console/figures.js";
import { mountForms } from "../console/forms.js";
import { mountJoin } from "../console/join.js";
import { mountMakePoll } from "../console/make_poll.js";
import { mountMove } from "../console/move.js";
import { openNotes } from "../console/notes.js";
import { mountPeople } from "../console/people.js";
import { mountPanels } from "../console/panels.js";
import { mountPlan } from "../console/plan.js";
import { mountRun } from "../console/run.js";
import { mountShortcuts } from "../console/shortcuts.js";
import { mountSteps } from "../console/steps.js";
import { mountStageSwitch } from "../console/stage_switch.js";
import { mountTabs } from "../console/tabs.js";
import { mountTextSize } from "../console/text_size.js";
import { mountView } from "../console/view.js";
import { createFloor } from "../floor/floor.js";
import { mountFloorLine } from "../floor/line.js";
import { offerMeanings } from "../glossary/terms.js";
import { pageWords, readJson, tameMenus } from "../lib/dom.js";
import { mountRemoteLink } from "../remote/link.js";
import { openRoom } from "../live/room.js";
import { mountLanguage } from "../rooms/language.js";
import { openDecks } from "../slides/decks.js";
import { keepHandouts } from "../slides/handout.js";

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

const snapshot = readJson("snapshot");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot });
const lectern = createLectern(room, pageWords(), document.body.dataset.may?.split(" "));
const texts = { decks: openDecks(snapshot.room, () => room.state.room.slide), notes: openNotes(snapshot.room.code, readJson("notes")) };

followRole(room);
tameMenus();
tameDialogs();
offerMeanings();
keepHandouts();
mountBar(find("bar"), lectern);
mountFigures(find("figures"), lectern);
mountPlan(find("plan"), find("slides-list"), lectern);
mountView(find("view"), lectern, texts);
mountTextSize(find("notes-size"), find("notes-text"));
const choosePanel = mountTabs(find("tabs"));
mountCounts(find("tabs"), lectern);
mountRun(find("run-body"), lectern, texts);
mountPeople(find("people-body"), lectern);
mountSteps(find("steps-body"), lectern, texts);
mountPanels(lectern, texts);
mountMakePoll(find("make-body"), lectern);
mountJoin(find("join-dialog"), lectern.words);
mountForms(lectern);
mountRemoteLink(document.getElementById("remote-dialog"), lectern.words);
const switches = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-language]"));
for (const element of switches) mountLanguage(element, room);
const floor = createFloor(lectern);
mountFloorLine(find("floor"), lectern, floor);
const { move } = mountMove(find("move"), find("slides-list"), lectern, floor);
const stage = mountStageSwitch(find("blank"), lectern);
mountShortcuts(find("keys-dialog"), lectern, { move, stage, showPanel: choosePanel });
