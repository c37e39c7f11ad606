/** Adds captions to the projector: the last two lines in a language of the stage, beside the present scene. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import type { Words } from "../../kit/words.ts";
import type { WordsIn } from "../stage/words.ts";
import { createHeard } from "./heard.ts";

export const captions: OnStage = { lane: lines };

// The stage draws itself every second.
const heardOf = createHeard();

function lines(state: State, deck: Deck, _words: Words, _now: number, wordsIn: WordsIn): unknown {
  const lane = state.lanes?.[deck.language];
  const heard = heardOf(state, deck.language);
  const shownLines = [lane?.before, lane?.text, heard].filter(Boolean).slice(-2);
  if (shownLines.length === 0 || state.room.state !== "live") return undefined;
  return html`<div class="stage-captions" lang=${deck.language} dir=${directionOf(deck.language)}>
    ${heard || lane?.mark ? html`<small>${wordsIn(deck.language).say("By machine")}</small>` : nothing}
    <div>${shownLines.map((line) => html`<p>${line}</p>`)}</div>
  </div>`;
}
