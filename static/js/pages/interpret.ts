// @ts-check
/** The interpreter's desk: slides ahead of the room, terms, and the lane of captions. */

import { mountLane } from "../captions/lane.js";
import { mountBar } from "../console/bar.js";
import { createLectern } from "../console/lectern.js";
import { openNotes } from "../console/notes.js";
import { followRole } from "../console/role.js";
import { mountAhead } from "../interpreting/ahead.js";
import { mountQuestions } from "../interpreting/questions.js";
import { mountSteps } from "../interpreting/steps.js";
import { mountTerms } from "../interpreting/terms.js";
import { attempt, attemptAll } from "../lib/attempt.js";
import { byId, pageWords, readJson, tameMenus } from "../lib/dom.js";
import { openRoom } from "../live/room.js";
import { mountLanguage } from "../rooms/language.js";
import { openDecks } from "../slides/decks.js";
import { keepHandouts } from "../slides/handout.js";

const snapshot = readJson("snapshot");
const { seat = "", target = "en", glossary = "", may } = document.body.dataset;
const room = openRoom({ seat, snapshot });
const lectern = createLectern(room, pageWords(), may?.split(" "));
const decks = openDecks(snapshot.room, () => room.state.room.slide);
const notes = openNotes(snapshot.room.code, readJson("notes"));
const source = /** @type {HTMLSelectElement} */ (byId("source"));

attemptAll(() => followRole(room), tameMenus, keepHandouts, () => mountBar(byId("bar"), lectern));
const ahead = mountAhead(byId("ahead"), byId("ahead-move"), source, lectern, { decks, notes }, target);
attemptAll(
  () =>
    mountTerms(byId("terms"), /** @type {HTMLInputElement} */ (byId("terms-search")), lectern, {
      address: glossary,
      ahead,
      decks,
      source: () => source.value,
    }),
  () => mountSteps(byId("desk-steps"), lectern, target),
  () => mountQuestions(byId("desk-questions"), lectern, target),
  () => mountLane(byId("lane"), lectern, target),
);
const switches = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-language]"));
for (const element of switches) attempt(() => mountLanguage(element, room));
