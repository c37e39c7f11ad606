// @ts-check
/** What hosts alone are told of a poll: the answers by language, and what a second round changed. */

import { html, nothing } from "lit-html";

import { isCell } from "../cells.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../lib/words.js").Words} Words */
/** @typedef {import("../../live/types.js").PollView} PollView */
/** @typedef {import("../../live/types.js").LanguageResult} LanguageResult */
/** @typedef {import("../wording.js").PollWords} PollWords */

/** @param {Lectern} lectern @param {PollView} poll @param {PollWords} wording */
export function insights({ words }, poll, wording) {
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

/** @param {Words} words @param {NonNullable<import("../../live/types.js").Figures["changed"]>} changed */
function changes(words, { both, stayed, to_right, to_wrong }) {
  const parts = [words.say("poll.both_rounds", { n: both }), words.say("poll.stayed", { n: stayed })];
  if (to_right !== undefined) parts.push(words.say("poll.to_right", { n: to_right }));
  if (to_wrong !== undefined) parts.push(words.say("poll.to_wrong", { n: to_wrong }));
  return html`<p class="console-changed number">${parts.join(" · ")}</p>`;
}

/**
 * @param {Words} words
 * @param {string} language
 * @param {LanguageResult} result
 * @param {PollView} poll
 * @param {PollWords} wording
 */
function ofLanguage(words, language, { voters, right, tally }, poll, wording) {
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

/** @param {Words} words @param {number} part @param {number} all */
function share(words, part, all) {
  return words.percent(all ? Math.round((100 * part) / all) : 0);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}
