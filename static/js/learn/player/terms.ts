/** Shows the meaning of a term on a tap, from the pack. */

import { html, nothing } from "lit-html";
import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { Player } from "./play.ts";
import type { PackTerm } from "./types.ts";

export function termPanel({ words, language, closeTerm }: Player, term: PackTerm | null) {
  return html`<dialog class="term-panel" aria-labelledby="term-title" @close=${closeTerm}>
    ${term
      ? html`<form method="dialog"><button class="button quiet">${words.say("Close")}</button></form>
          <h2 id="term-title" lang=${term.language} dir=${directionOf(term.language)}>${term.term}</h2>
          <div id="term-body">
            ${term.language === language ? nothing : html`<p class="badge">${words.nameOf(term.language)}</p>`}
            <p lang=${term.language} dir=${directionOf(term.language)}>${term.meaning}</p>
            ${term.also.length
              ? html`<p class="quietly">
                  ${words.say("Also:")} <bdi lang=${term.language}>${term.also.join("; ")}</bdi>
                </p>`
              : nothing}
            ${otherNames(term, words)}
          </div>`
      : nothing}
  </dialog>`;
}

function otherNames({ others }: PackTerm, words: Words) {
  const names = Object.entries(others);
  if (!names.length) return nothing;
  return html`<p class="quietly term-others">${words.say("In other languages")}</p>
    <dl class="term-names">
      ${names.map(
        ([tag, name]) => html`<div>
          <dt lang=${tag}>${words.nameOf(tag)}</dt>
          <dd lang=${tag} dir=${directionOf(tag)}>${name}</dd>
        </div>`,
      )}
    </dl>`;
}
