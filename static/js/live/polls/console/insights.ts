/** Figures of a poll that only hosts see: the answers by language, and the changes in a second round. */

import { html, nothing } from "lit-html";

import type { Lectern } from "../../console/lectern.ts";
import type { Words } from "../../../kit/words.ts";
import type { Figures, LanguageResult, PollView } from "../../../room/engine/types.ts";
import { isCell } from "../cells.ts";
import type { PollWords } from "../wording.ts";

export function insights({ words }: Lectern, poll: PollView, wording: PollWords) {
  if (poll.state === "draft") return nothing;
  const languages = Object.entries(poll.languages ?? {});
  const { changed } = poll.figures ?? {};
  return html`${changed ? changes(words, changed) : nothing}
  ${languages.length
    ? html`<section class="console-languages">
        <h4>${words.say("poll.by_language")}</h4>
        <ul>
          ${languages.map(([language, result]) => html`<li>${ofLanguage(words, language, result, poll, wording)}</li>`)}
        </ul>
        <p class="small quietly">${words.say("poll.by_language_hint")}</p>
      </section>`
    : nothing}`;
}

function changes(words: Words, { both, stayed, to_right, to_wrong }: NonNullable<Figures["changed"]>) {
  const parts = [words.say("poll.both_rounds", { n: both }), words.say("poll.stayed", { n: stayed })];
  if (to_right !== undefined) parts.push(words.say("poll.to_right", { n: to_right }));
  if (to_wrong !== undefined) parts.push(words.say("poll.to_wrong", { n: to_wrong }));
  return html`<p class="console-changed number">${parts.join(" · ")}</p>`;
}

function ofLanguage(
  words: Words,
  language: string,
  { voters, right, tally }: LanguageResult,
  poll: PollView,
  wording: PollWords,
) {
  const name = words.say(`poll.readers.${language}`, { n: voters });
  if (right !== undefined) {
    return html`<b>${name}</b>: ${words.say("poll.share_right", { percent: share(words, right, voters) })}`;
  }
  const all = poll.kind === "points" ? sum(Object.values(tally ?? {})) : voters;
  const keys = poll.options.filter((key) => !isCell(key) || tally?.[key]);
  return html`<b>${name}</b>${keys.map((key) => {
      const label = html`<span lang=${wording.language} dir="auto">${wording.labels[key] ?? key}</span>`;
      return html`<span class="console-language-share">${label} ${share(words, tally?.[key] ?? 0, all)}</span>`;
    })}`;
}

function share(words: Words, part: number, all: number) {
  return words.percent(all ? Math.round((100 * part) / all) : 0);
}

function sum(numbers: number[]) {
  return numbers.reduce((all, one) => all + one, 0);
}
