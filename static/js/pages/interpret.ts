/** Starts the interpreter's desk: slides ahead of the room, terms, and the lane of captions. */

import { mountLane } from "../live/captions/lane.ts";
import { mountBar } from "../live/console/bar.ts";
import { createLectern } from "../live/console/lectern.ts";
import { openNotes } from "../live/console/notes.ts";
import { followRole } from "../live/console/role.ts";
import { mountAhead } from "../live/interpreting/slides_ahead.ts";
import { mountQuestions } from "../live/interpreting/questions.ts";
import { mountSteps } from "../live/interpreting/steps.ts";
import { mountTerms } from "../live/interpreting/terms.ts";
import { mountDeskMarks } from "../live/marker/desk.ts";
import { attempt, attemptAll } from "../kit/attempt.ts";
import { byId, pageWords, readJson, tameMenus } from "../kit/dom.ts";
import { mountCallMenu } from "../room/call/menu.ts";
import { openRoom } from "../room/engine/room.ts";
import { mountLanguage } from "../room/rooms/language.ts";
import { mountVoiceBar } from "../live/voice/bar.ts";
import { mountRecordingBar } from "../live/recording/bar.ts";
import { mountScreen, mountSpeaker } from "../live/stills/viewing.ts";
import { openDecks } from "../live/slides/decks.ts";
import { keepHandouts } from "../live/slides/handout.ts";

const snapshot = readJson("snapshot");
const { seat = "", target = "en", glossary = "", may } = document.body.dataset;
const room = openRoom({ seat, snapshot });
const lectern = createLectern(room, pageWords(), may?.split(" "));
const decks = openDecks(snapshot.room, () => room.state.room.slide);
const notes = openNotes(snapshot.room.code, readJson("notes"));
const source = byId("source") as HTMLSelectElement;

attemptAll(() => followRole(room), tameMenus, keepHandouts, () => mountBar(byId("bar"), lectern));
const ahead = mountAhead(byId("ahead"), byId("ahead-move"), source, lectern, { decks, notes }, target);
attemptAll(
  () => mountDeskMarks(byId("ahead"), room, ahead.subscribe),
  () =>
    mountTerms(byId("terms"), byId("terms-search") as HTMLInputElement, lectern, {
      address: glossary,
      ahead,
      decks,
      source: () => source.value,
    }),
  () => mountSteps({ list: byId("desk-steps"), asked: byId("desk-asked") }, lectern, target),
  () => mountQuestions(byId("desk-questions"), lectern, target),
  () => mountLane(byId("lane"), lectern, target),
  () => mountVoiceBar(byId("voice"), lectern, target),
  () => mountRecordingBar(byId("recording"), lectern),
  () => mountCallMenu(byId("call"), lectern),
  () => mountSpeaker(room, lectern.words, byId("voice")),
  () => mountScreen(room, lectern.words, byId("ahead")),
);
// On a small screen the foot covers the page, which scrolls on until its end can be read.
const foot = byId("desk-foot");
attempt(() => new ResizeObserver(() => document.body.style.setProperty("--foot", `${foot.offsetHeight}px`)).observe(foot));
const switches = document.querySelectorAll("[data-language]") as NodeListOf<HTMLElement>;
for (const element of switches) attempt(() => mountLanguage(element, room));
