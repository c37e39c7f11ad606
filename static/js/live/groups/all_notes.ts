/** Draws the notes of all groups, which everybody may read once their round is over. */

import { html, nothing } from "lit-html";
import { fetchJson } from "../../kit/fetching.ts";
import { untilThere } from "../../kit/retries.ts";
import type { Words } from "../../kit/words.ts";

type GroupNote = { group: number; members: string[]; note: Array<{ text: string; language: string }> };
type Rounds = Array<{ round: number; groups: GroupNote[] }>;

export function createAllNotes(address: string, onChange: () => void) {
  let rounds: Rounds | null = null;
  let hasFailed = false;
  let isAsked = false;

  /** Fetches the notes; on a link that drops, tries again until they have arrived. */
  async function load() {
    if (isAsked) return;
    isAsked = true;
    rounds = await untilThere(() => fetchJson(address), fail);
    isAsked = false;
    onChange();
  }

  function fail() {
    hasFailed = true;
    onChange();
  }

  return {
    load,
    template(words: Words) {
      if (!rounds) {
        const text = words.say(hasFailed ? "The notes could not be loaded. Trying again…" : "Loading…");
        return html`<p class="quietly">${text}</p>`;
      }
      return rounds.map(({ groups }) => groups.map((group) => noteOf(group, words)));
    },
  };
}

function noteOf({ group, members, note }: GroupNote, words: Words) {
  return html`<article class="group-note">
    <h4>${words.say("Group {n}", { n: group })}</h4>
    <p class="quietly small">${members.map((name, index) => html`${index ? ", " : nothing}<bdi>${name}</bdi>`)}</p>
    ${note.map(({ text, language }) => html`<p lang=${language} dir="auto">${text}</p>`)}
    ${note.length ? nothing : html`<p class="quietly">${words.say("Nothing is written yet.")}</p>`}
  </article>`;
}
