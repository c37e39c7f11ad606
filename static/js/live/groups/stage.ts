/** Adds group work to the projector: the time left, and a group's note as it grows. */

import { html, nothing } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { runningAt } from "../timing/clock.ts";
import { stageClock } from "../timing/stage_clock.ts";
import { groupList, groupsOf, noteOf, secondsLeft } from "./parts.ts";

export const groups: OnStage = {
  // A note stays in the words of its writers, so there is no translation to show beside it.
  scenes: { group_note: { draw: groupNote, isOnce: true } },
  overlay: roundClock,
};

function roundClock(state: State, _deck: Deck, words: Words, now: number): unknown {
  const { round } = groupsOf(state);
  // A countdown that a host has started has its own clock.
  if (round?.state !== "running" || state.room.state !== "live" || runningAt(state.timing, now)) return undefined;
  return stageClock(words.say("Group work"), 1000 * secondsLeft(round, now), words);
}

function groupNote(state: State, _deck: Deck, words: Words): unknown {
  const groups = groupsOf(state);
  const group = groupList(groups).find(({ id }) => id === state.stage.key);
  if (!group) return undefined;
  const paragraphs = noteOf(groups, group.group).filter(({ text }) => text);
  return html`<p class="stage-kind">${words.say("Shared note")}</p>
    <h1 class="stage-title">${words.say("Group {n}", { n: group.group })}</h1>
    <ul class="stage-options">
      ${paragraphs.map(({ text, language }) => html`<li lang=${language} dir="auto">${text}</li>`)}
    </ul>
    ${paragraphs.length ? nothing : html`<p class="stage-kind">${words.say("Nothing is written yet.")}</p>`}`;
}
