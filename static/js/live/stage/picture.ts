/** Draws what the room sees into one picture of 16:9: the projector's screen, and its copy on the console. */

import { html, nothing, render } from "lit-html";

import { attempt } from "../../kit/attempt.ts";
import { setText } from "../../kit/dom.ts";
import { directionOf } from "../../kit/texts.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Deck } from "../../room/engine/types.ts";
import { countdownText } from "../polls/stage.ts";
import { columnsOf } from "./columns.ts";
import { fit } from "./fit.ts";
import { footOf, type Foot } from "./foot.ts";
import { createOpening } from "./opening.ts";
import { createOpeningView } from "./opening_view.ts";
import { sceneNow } from "./now.ts";
import { sceneOf, type Scene } from "./scene.ts";
import { LANES, OVERLAYS, SCENES, takeover } from "./scenes.ts";
import { createStageView } from "./view.ts";
import type { WordsIn } from "./words.ts";

/** The elements of the picture; `main` keeps what the page brought until all decks have come. */
export interface PictureParts {
  main: HTMLElement;
  overlays: HTMLElement;
  foot: HTMLElement;
  countdown: HTMLElement;
}

/** What a drawing shows: one column for each deck, the first of which also gives the language of the foot. */
export interface Picture {
  decks: Deck[];
  /** Whether all decks that should be shown have come. */
  isComplete: boolean;
  wordsIn: WordsIn;
  /** The title of the session in a language. */
  titleIn: (tag: string) => string;
}

export interface PictureView {
  /** Follows the session: returns the scene of now. Called once before each drawing. */
  follow: () => Scene;
  draw: (scene: Scene, picture: Picture) => void;
  /** Sizes the text again, after the picture has changed its size. */
  fit: () => void;
}

export function createPicture(room: Room, { main, overlays, foot, countdown }: PictureParts): PictureView {
  const show = createStageView();
  const opening = createOpening();
  const openingView = createOpeningView(foot.parentElement?.querySelector(".stage-corner"));
  let previous = room.state;
  let isTakenOver = false;

  function follow() {
    opening.follow(previous, room.state, room.now());
    previous = room.state;
    return sceneNow(room);
  }

  function draw(scene: Scene, { decks, isComplete, wordsIn, titleIn }: Picture) {
    const state = room.state;
    const [first] = decks;
    const words = wordsIn(first?.language);
    const now = room.now();
    setText(countdown, countdownText(state.polls, words, now));
    if (!isComplete || !first) return;
    if (!isTakenOver) main.textContent = "";
    isTakenOver = true;
    const takeoverView = takeover(state, first, words, now, wordsIn);
    const isOnce = scene.kind === "brought" && SCENES[state.stage.kind ?? ""]?.isOnce;
    const columns = isOnce ? [first] : columnsOf(scene, state, decks);
    // The reader of a text that is shown once is still told in both languages what to do with it.
    const also = isOnce ? [] : decks.filter((deck) => !columns.includes(deck)).map((deck) => wordsIn(deck.language));
    // Nobody reads a question that something else covers, so the foot only mentions its poll.
    const asked = takeoverView ? sceneOf(state, { kind: "slide" }) : scene;
    drawFoot(footOf(asked, state, first, words), asked.beside ? [first] : decks, (deck) => footOf(asked, state, deck, wordsIn(deck.language)).text);
    render(
      takeoverView ?? columns.map((deck) => html`<div class="stage-column" lang=${deck.language} dir=${directionOf(deck.language)}>${show(scene, state, deck, wordsIn(deck.language), now, titleIn(deck.language), also) ?? nothing}</div>`),
      main,
    );
    const overlaid = () => OVERLAYS.map((draw) => attempt(() => draw(state, first, words, now, wordsIn)) ?? nothing);
    const isOpening = scene.poll !== null && scene.poll === opening.pollAt(state, now);
    render(takeoverView ? nothing : html`${overlaid()}${lanes(decks, wordsIn, now)}${isOpening ? openingView(decks.map((deck) => wordsIn(deck.language))) : nothing}`, overlays);
    fit(main);
  }

  function drawFoot({ text, asks, percent }: Foot, decks: Deck[], textIn: (deck: Deck) => string) {
    const lines = text ? decks.map((deck) => html`<span lang=${deck.language} dir="auto">${textIn(deck)}</span>`) : [];
    render(lines, foot);
    foot.dataset.languages = String(lines.length);
    const band = foot.parentElement;
    if (!band) return;
    band.dataset.asks = String(asks);
    band.style.setProperty("--answered", `${percent}%`);
  }

  /** Draws the lanes, which stand beside each other, as the columns do. */
  function lanes(decks: Deck[], wordsIn: WordsIn, now: number) {
    const drawnLanes = decks
      .flatMap((deck) => LANES.map((draw) => attempt(() => draw(room.state, deck, wordsIn(deck.language), now, wordsIn))))
      .filter(Boolean);
    return drawnLanes.length ? html`<div class="stage-lanes">${drawnLanes}</div>` : nothing;
  }

  return { follow, draw, fit: () => fit(main) };
}
