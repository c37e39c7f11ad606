/** Starts the stage: the page on the projector. */

import { nothing, render } from "lit-html";

import { actionOf } from "../live/console/keys.ts";
import { createMove } from "../live/console/moves.ts";
import { attempt } from "../kit/attempt.ts";
import { byId, readJson, setText } from "../kit/dom.ts";
import { shelf } from "../kit/storage.ts";
import { directionOf } from "../kit/texts.ts";
import { msg, type Msg, type Words } from "../kit/words.ts";
import { openRoom } from "../room/engine/room.ts";
import { HOST_LINK } from "../room/rooms/host_link.ts";
import { openDecks } from "../live/slides/decks.ts";
import { createStageMark } from "../live/pointer/stage.ts";
import { warningOf } from "../live/recording/state.ts";
import { openStageChannel } from "../live/stage/channel.ts";
import { fit } from "../live/stage/fit.ts";
import { mountLook } from "../live/stage/look.ts";
import { mountStageSounds } from "../live/sounds/stage.ts";
import { createPicture } from "../live/stage/picture.ts";
import { mountTools } from "../live/stage/tools.ts";
import { announcedAgain, hereText, languageList } from "../live/stage/waiting.ts";
import { createWordsIn, type StageTable } from "../live/stage/words.ts";
import { speakerLine } from "../live/voice/stage.ts";

mountLook(byId("dark"), shelf("localStorage"));
const snapshot = readJson("snapshot");
const room = openRoom({ seat: document.body.dataset.seat ?? "", snapshot });
const decks = openDecks(snapshot.room, () => room.state.room.slide);
const tools = mountTools(byId("tools"), snapshot.room.code, snapshot.me.language, draw);
const channel = openStageChannel(snapshot.room.code, (blank) => (byId("blank").hidden = !blank));
const move = createMove(room);
const tables: Record<string, StageTable> = readJson("words");
const wordsIn = createWordsIn(tables);
const [main, link] = [byId("show"), byId("link")];
const titleIn = (tag: string) => tables[tag]?.session?.title ?? room.state.room.title;
const mark = createStageMark(room, main);

const picture = createPicture(room, { main, overlays: byId("beside"), foot: byId("foot"), countdown: byId("countdown") });

function draw() {
  const state = room.state;
  const scene = picture.follow();
  document.body.dataset.scene = scene.kind;
  const languages = tools.languages();
  const words = wordsIn(languages[0]);
  speakIn(words);
  const isFine = room.connection === "connected" || room.connection === "ended";
  link.textContent = isFine ? "" : words.say(HOST_LINK[room.connection]);
  if (scene.kind === "waiting") drawWaiting(languages);
  const warning = warningOf(state);
  for (const id of ["recording", "recording-soon"]) byId(id).textContent = warning ? words.say(warning) : "";
  byId("speaker").textContent = speakerLine(state, words);
  const shownDecks = languages.flatMap((language) => decks.get(language) ?? []);
  // The server's drawing stays until all decks have arrived.
  picture.draw(scene, { decks: shownDecks, isComplete: shownDecks.length === languages.length, wordsIn, titleIn });
  attempt(mark);
}

function drawWaiting([first, second]: string[]) {
  const { people } = room.state;
  const words = wordsIn(first);
  byId("here").textContent = hereText(people, words);
  render(languageList(people, words), byId("languages"));
  render(second === undefined ? nothing : announcedAgain(tables[second]?.session ?? {}, wordsIn(second), document.querySelector(".stage-host")?.textContent ?? ""), byId("second"));
  fit(byId("waiting"));
}

/** The texts by the name in `data-says`. */
const TEXTS: Record<string, Msg> = {
  scan: msg("Scan the picture, or open"),
  code: msg("Access code"),
  blank: msg("The stage is blank"),
};

/** Translates the texts that the server drew into the language that the stage shows. */
function speakIn(words: Words) {
  const screen = byId("main");
  screen.lang = words.language;
  screen.dir = directionOf(words.language);
  const parts = screen.querySelectorAll("[data-says]") as NodeListOf<HTMLElement>;
  const session = tables[words.language]?.session;
  for (const part of parts) {
    const name = part.dataset.says ?? "";
    const text = TEXTS[name];
    setText(part, text ? words.say(text) : (session?.[name] ?? ""));
  }
}

document.addEventListener("keydown", (event) => {
  const focus = event.target instanceof HTMLSelectElement ? "list" : "page";
  const direction = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
  const action = actionOf(event, { focus, letters: true, direction });
  if (action === "next") move.by(1);
  else if (action === "back") move.by(-1);
  else if (action === "blank") channel.toggle();
  else return;
  event.preventDefault();
});

// Terms are only marked here: a stray key must not take the projector to another page.
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest(".term")) event.preventDefault();
});

// Countdowns, breaks and pages of texts advance every second.
setInterval(draw, 1000);
room.subscribe(draw);
decks.subscribe(draw);
addEventListener("resize", draw);
attempt(() => mountStageSounds(room));
draw();
