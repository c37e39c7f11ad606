/** Draws what changes before the start: how many are here, by language, and the announcement in a second language. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { PeopleView } from "../../room/engine/types.ts";

type Here = Pick<PeopleView, "here" | "languages">;

export function hereText(people: Here | null | undefined, words: Words): string {
  return words.say(msg("{n} here", "{n} here"), { n: people?.here ?? 0 });
}

/** Returns the languages of those who are here, the most frequent first. */
export function languagesHere({ languages = {} }: Partial<Here>): [tag: string, n: number][] {
  return Object.entries(languages)
    .filter(([, n]) => n > 0)
    .sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
}

export function languageList(people: Here | null | undefined, words: Words) {
  return languagesHere(people ?? {}).map(
    ([tag, n]) => html`<span>${words.nameOf(tag)} <b class="number">${words.number(n)}</b></span> `,
  );
}

/**
 * @param session its title, time and speakers, in the language of the words
 * @param host the address at which people join
 */
export function announcedAgain({ title = "", begins = "", speakers = "" }: Record<string, string>, words: Words, host: string) {
  const { language } = words;
  return html`<div class="stage-second" lang=${language} dir=${directionOf(language)}>
    ${[title, begins, speakers].map((line) => (line ? html`<p>${line}</p>` : nothing))}
    <p>${words.say("Scan the picture, or open")} <bdi dir="ltr">${host}</bdi> · ${words.say("Access code")}</p>
  </div>`;
}
