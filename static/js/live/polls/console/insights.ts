/** Figures of a poll that only hosts see: the answers by language, and the changes in a second round. */

import { html, nothing } from "lit-html";

import type { Lectern } from "../../console/lectern.ts";
import { msg, type Msg, type Words } from "../../../kit/words.ts";
import type { Figures, LanguageResult, PollView } from "../../../room/engine/types.ts";
import { isCell } from "../cells.ts";
import { HOSTED } from "../kinds/all.ts";
import type { PollWords } from "../wording.ts";

export function insights({ words }: Lectern, poll: PollView, wording: PollWords) {
  if (poll.state === "draft") return nothing;
  const languages = Object.entries(poll.languages ?? {});
  const { changed } = poll.figures ?? {};
  return html`${changed ? changes(words, changed) : nothing}
  ${languages.length
    ? html`<section class="console-languages">
        <h4>${words.say("By language")}</h4>
        <ul>
          ${languages.map(([language, result]) => html`<li>${ofLanguage(words, language, result, poll, wording)}</li>`)}
        </ul>
        <p class="small quietly">${words.say("Only here. Languages with fewer than five answers are left out.")}</p>
      </section>`
    : nothing}`;
}

function changes(words: Words, { both, stayed, to_right, to_wrong }: NonNullable<Figures["changed"]>) {
  const parts = [
    words.say(msg("{n} answered both rounds", "{n} answered both rounds"), { n: both }),
    words.say(msg("{n} kept the answer", "{n} kept the answer"), { n: stayed }),
  ];
  if (to_right !== undefined) {
    parts.push(words.say(msg("{n} from wrong to right", "{n} from wrong to right"), { n: to_right }));
  }
  if (to_wrong !== undefined) {
    parts.push(words.say(msg("{n} from right to wrong", "{n} from right to wrong"), { n: to_wrong }));
  }
  return html`<p class="console-changed number">${parts.join(" · ")}</p>`;
}

/** By language; the languages in which few answered are counted together. */
const READERS: Record<string, Msg> = {
  en: msg("English readers"),
  ru: msg("Russian readers"),
  kk: msg("Kazakh readers"),
  prs: msg("Dari readers"),
  other: msg("Other languages"),
};

function ofLanguage(
  words: Words,
  language: string,
  { voters, right, tally }: LanguageResult,
  poll: PollView,
  wording: PollWords,
) {
  const name = words.say(READERS[language]);
  if (right !== undefined) {
    return html`<b>${name}</b>: ${words.say("{percent} right", { percent: share(words, right, voters) })}`;
  }
  const all = HOSTED[poll.kind].countsPoints ? sum(Object.values(tally ?? {})) : voters;
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
