/** Adds a group's note to the projector, as it grows. */

import { html, nothing } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { groupList, groupsOf, noteOf } from "./parts.ts";

export const groups: OnStage = {
  // A note stays in the words of its writers, so there is no translation to show beside it.
  scenes: { group_note: { draw: groupNote, isOnce: true } },
};

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
