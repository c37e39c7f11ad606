/** Finds slides in the dialog by typing, and moves among them by the arrow keys. */

import { setText } from "../../kit/dom.ts";
import { pageOf } from "../../kit/trusted_html.ts";
import { msg } from "../../kit/words.ts";
import type { DeckSlide } from "../../room/engine/types.ts";
import type { Lectern } from "../console/lectern.ts";
import { reachedBy } from "./arrows.ts";
import type { Decks } from "./decks.ts";
import { bestOf, folded, found, type Searched } from "./search.ts";

const FOUND = msg("{n} slide found", "{n} slides found");

/**
 * @param dialog has the field `#slides-search`, the place `found` for the number of hits, and `.slides-part` around
 *   the tiles of each module
 * @param tiles by the number of the slide; each has a button `slide` that goes there
 */
export function mountFinding(dialog: HTMLElement, tiles: HTMLElement[], { room, words }: Lectern, decks: Decks) {
  const field = dialog.querySelector("#slides-search") as HTMLInputElement;
  const status = dialog.querySelector('[data-part="found"]');
  const list = dialog.querySelector("#slides-list");
  const wordsOf = createWordsOf();
  let best: HTMLElement | undefined;

  const goOf = (tile: HTMLElement | undefined) => tile?.querySelector('[name="slide"]') as HTMLButtonElement | undefined;

  function filter() {
    const query = field.value;
    const isAsked = query.trim() !== "";
    const deck = decks.get(room.state.me.language);
    const slides = tiles.map((tile, index) => ({ tile, number: index + 1, ...(isAsked ? wordsOf(deck?.slides[index], tile) : NO_WORDS) }));
    const hits = found(slides, query);
    const shown = new Set(hits.map(({ tile }) => tile));
    best = isAsked ? bestOf(hits, query)?.tile : undefined;
    for (const tile of tiles) {
      tile.hidden = !shown.has(tile);
      tile.toggleAttribute("data-best", tile === best);
    }
    for (const part of dialog.querySelectorAll(".slides-part") as NodeListOf<HTMLElement>) {
      part.hidden = part.querySelector("[data-slide]:not([hidden])") === null;
    }
    setText(status, isAsked ? (hits.length ? words.say(FOUND, { n: hits.length }) : words.say("No slide has these words.")) : "");
    // From the top, so that the name of the first module is in sight.
    if (list) list.scrollTop = 0;
    best?.scrollIntoView({ block: "nearest" });
  }

  function moveBy(event: KeyboardEvent, tile: HTMLElement) {
    const shownTiles = tiles.filter(({ hidden }) => !hidden);
    const places = shownTiles.map((shown) => shown.getBoundingClientRect());
    const direction = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
    const reached = reachedBy(event.key, places, shownTiles.indexOf(tile), direction);
    if (reached === undefined) return false;
    event.preventDefault();
    if (reached < 0) field.focus();
    else goOf(shownTiles[reached])?.focus();
    return true;
  }

  function handleInField(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    if (event.key === "Enter") goOf(best)?.click();
    else goOf(best ?? tiles.find((tile) => !tile.hidden && goOf(tile)?.autofocus) ?? tiles.find((tile) => !tile.hidden))?.focus();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === field) return handleInField(event);
    const tile = (event.target as Element).closest("[data-slide]") as HTMLElement | null;
    if (tile && moveBy(event, tile)) return;
    // What somebody types goes into the field, wherever the focus is; the space bar presses a button.
    if (event.key === "Backspace" || (event.key.length === 1 && event.key !== " ")) field.focus();
  });
  field.addEventListener("input", filter);
  decks.subscribe(() => field.value && filter());
  dialog.addEventListener("close", () => {
    field.value = "";
    filter();
  });
}

type SlideWords = Pick<Searched, "title" | "text">;

const NO_WORDS: SlideWords = { title: "", text: "" };

/** Returns a function that gives the words of a slide, folded once; until the slide has come, those of its tile. */
function createWordsOf() {
  const wordsBySlide = new WeakMap<DeckSlide, SlideWords>();

  return (slide: DeckSlide | undefined, tile: HTMLElement): SlideWords => {
    if (!slide) return { title: "", text: folded(tile.textContent ?? "") };
    const { title, html, poll } = slide;
    // A parsed page does not load the pictures of the slide.
    const allWords = () => [title, pageOf(html).body.textContent, poll?.question, ...Object.values(poll?.labels ?? {})].join(" ");
    const words = wordsBySlide.get(slide) ?? { title: folded(title), text: folded(allWords()) };
    wordsBySlide.set(slide, words);
    return words;
  };
}
