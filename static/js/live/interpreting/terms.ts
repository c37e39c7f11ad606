/** Draws the glossary beside the slides: the terms of the shown slides first, or the results of a search. */

import { html, nothing } from "lit-html";

import type { Lectern } from "../console/lectern.ts";
import { folded, matches } from "../../content/glossary/fold.ts";
import { fetchJson } from "../../kit/fetching.ts";
import { together } from "../../kit/subscriptions.ts";
import { untilThere } from "../../kit/retries.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { Term } from "../../pages/term.ts";
import type { Decks } from "../slides/decks.ts";
import type { Ahead } from "./slides_ahead.ts";

const MOST_SHOWN = 40;

interface Sources {
  /** The address of the glossary in the interpreter's language. */
  address: string;
  ahead: Ahead;
  decks: Decks;
  /** The spoken language. */
  source: () => string;
}

export function mountTerms(
  element: HTMLElement,
  search: HTMLInputElement,
  lectern: Lectern,
  { address, ahead, decks, source }: Sources,
) {
  const { words } = lectern;
  let terms: Map<string, Term> | null = null;
  /** The text that a search looks through, by the term's id. */
  const searchTexts = new Map<string, string>();
  let hasFailed = false;
  let redraw: () => void = () => {};

  async function load() {
    const glossary = await untilThere(() => fetchJson(address), onFailure);
    terms = new Map(Object.entries(glossary.terms));
    for (const [id, { term, also, meaning, others }] of terms) {
      searchTexts.set(id, folded([term, ...also, meaning, ...Object.values(others)].join(" ")));
    }
    redraw();
  }

  function onFailure() {
    hasFailed = true;
    redraw();
  }

  function template() {
    if (!terms) {
      return html`<p class="quietly">
        ${words.say(hasFailed ? "The glossary cannot be shown without a connection." : "Loading…")}
      </p>`;
    }
    const query = search.value.trim();
    if (!query) return onSlides(terms);
    const matching = [...terms.entries()].filter(([id]) => matches(searchTexts.get(id) ?? "", query));
    const number = words.say(msg("{n} term", "{n} terms"), { n: matching.length });
    return html`<p class="small quietly" role="status">${number}</p>
      ${matching.slice(0, MOST_SHOWN).map(([, term]) => entry(term))}`;
  }

  function onSlides(allTerms: Map<string, Term>) {
    const ids = [...new Set(ahead.shown().flatMap((slide) => termsOf(decks.get(source())?.slides[slide]?.html ?? "")))];
    const shownTerms = ids.flatMap((id) => allTerms.get(id) ?? []);
    if (!shownTerms.length) {
      return html`<p class="quietly small">${words.say("No terms of the glossary are marked on these slides.")}</p>`;
    }
    return shownTerms.map(entry);
  }

  function entry({ term, also, meaning, language, others }: Term) {
    const spokenTerm = others[source()];
    return html`<div class="terms-entry">
      <p class="terms-pair">
        ${spokenTerm ? html`<span lang=${source()} dir="auto">${spokenTerm}</span> <span aria-hidden="true">→</span>` : nothing}
        <b lang=${language} dir="auto">${term}</b>
      </p>
      ${also.length ? html`<p class="small quietly" lang=${language} dir="auto">${also.join("; ")}</p>` : nothing}
      <p class="small" lang=${language} dir="auto">${meaning}</p>
    </div>`;
  }

  drawInto(element, template, (draw) => {
    redraw = draw;
    search.addEventListener("input", draw);
    return together(ahead.subscribe, decks.subscribe)(draw);
  });
  void load();
}

/**
 * Returns the ids of the terms that are marked in the HTML of a slide.
 * @param text sanitised HTML
 */
export function termsOf(text: string): string[] {
  const marks = text.matchAll(/<a [^>]*class="term"[^>]*>/g);
  return [...marks].flatMap(([mark]) => /#([^"]+)"/.exec(mark)?.[1] ?? []);
}
