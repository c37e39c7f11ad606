/** Draws a word cloud: the size shows the count, a badge and the shape of the frame show the language. */

import { html, nothing } from "lit-html";
import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { CloudWord } from "../../room/engine/types.ts";
import { languagesOf, sized } from "./cloud.ts";

export function cloud(all: readonly CloudWord[], words: Words) {
  const shown = sized(all.filter(({ hidden }) => !hidden));
  if (!shown.length) return html`<p class="figures-none">${words.say("No words yet")}</p>`;
  const languages = languagesOf(shown);
  return html`<ul class="cloud">
      ${shown.map(
        ({ word, language, count, size }) => html`<li class="cloud-word" data-size=${size} data-language=${language}>
          <bdi lang=${language} dir=${directionOf(language)}>${word}</bdi>
          <span class="cloud-count">${words.number(count)}</span>
          ${languages.length > 1 ? html`<span class="unseen">${words.nameOf(language)}</span>` : nothing}
        </li>`,
      )}
    </ul>
    ${languages.length > 1 ? key(languages, words) : nothing}`;
}

/** Draws the key: which frame stands for which language. */
function key(languages: string[], words: Words) {
  return html`<ul class="cloud-key" aria-hidden="true">
    ${languages.map((language) => html`<li class="cloud-word" data-language=${language}>${words.nameOf(language)}</li>`)}
  </ul>`;
}
