/** Adds time to the projector: a break takes the whole stage, a countdown stands beside what is shown. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import type { WordsIn } from "../stage/words.ts";
import { clockText, leftText, runningAt, soonText } from "./clock.ts";
import { LABELS } from "./labels.ts";
import { stageClock } from "./stage_clock.ts";

export const timing: OnStage = { takeover: breakScene, overlay: countdown };

function breakScene(state: State, deck: Deck, words: Words, now: number, wordsIn: WordsIn): unknown {
  const running = runningAt(state.timing, now);
  if (running?.now.kind !== "break") return undefined;
  // The console has the words of one language only.
  const others = state.room.languages.filter((tag) => tag !== deck.language && wordsIn(tag).language === tag);
  const soon = soonText(running.leftMs);
  const line = (text: Msg) =>
    html`<p class="stage-break-others">
      ${others.map((tag) => html`<span lang=${tag} dir=${directionOf(tag)}>${wordsIn(tag).say(text)}</span>`)}
    </p>`;
  return html`<div class="stage-break">
    <div>
      <h1 class="stage-title" lang=${deck.language} dir=${directionOf(deck.language)}>${words.say("Break")}. ${words.say("We continue at")}</h1>
      ${line(msg("Break"))}
    </div>
    <p class="stage-break-clock number" dir="ltr">${clockText(running.now.clock, deck.language)}</p>
    <div>
      <p class="stage-break-left" lang=${deck.language} dir=${directionOf(deck.language)}>
        ${soon ? words.say(soon) : html`${words.say("Time left")}: <span class="number" dir="ltr">${leftText(running.leftMs, deck.language)}</span>`}
      </p>
      ${soon ? line(soon) : nothing}
    </div>
  </div>`;
}

function countdown(state: State, _deck: Deck, words: Words, now: number): unknown {
  const running = runningAt(state.timing, now);
  if (running?.now.kind !== "activity" || state.room.state !== "live") return undefined;
  return stageClock(words.say(LABELS[running.now.label]), running.leftMs, words);
}
