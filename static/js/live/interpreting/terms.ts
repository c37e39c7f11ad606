/** The glossary beside the slides: the terms of the shown slides first, or the results of a search. */

import { html, nothing } from "lit-html";

import type { Lectern } from "../console/lectern.ts";
import { folded, matches } from "../../content/glossary/fold.ts";
import { fetchJson } from "../../kit/fetching.ts";
import { together } from "../../kit/subscribing.ts";
import { untilThere } from "../../kit/until_there.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { Term } from "../../pages/term.ts";
import type { Decks } from "../slides/decks.ts";
import type { Ahead } from "./ahead.ts";

const MOST = 40;

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
  const searched = new Map<string, string>();
  let hasFailed = false;
  let redraw: () => void = () => {};

  async function load() {
    const found = await untilThere(() => fetchJson(address), failed);
    terms = new Map(Object.entries(found.terms));
    for (const [id, { term, also, meaning, others }] of terms) {
      searched.set(id, folded([term, ...also, meaning, ...Object.values(others)].join(" ")));
    }
    redraw();
  }

  function failed() {
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
    const found = [...terms.entries()].filter(([id]) => matches(searched.get(id) ?? "", query));
    const number = words.say(msg("{n} term", "{n} terms"), { n: found.length });
    return html`<p class="small quietly" role="status">${number}</p>
      ${found.slice(0, MOST).map(([, term]) => entry(term))}`;
  }

  function onSlides(all: Map<string, Term>) {
    const ids = [...new Set(ahead.shown().flatMap((at) => termsOf(decks.get(source())?.slides[at]?.html ?? "")))];
    const found = ids.flatMap((id) => all.get(id) ?? []);
    if (!found.length) {
      return html`<p class="quietly small">${words.say("No terms of the glossary are marked on these slides.")}</p>`;
    }
    return found.map(entry);
  }

  function entry({ term, also, meaning, language, others }: Term) {
    const spoken = others[source()];
    return html`<div class="terms-entry">
      <p class="terms-pair">
        ${spoken ? html`<span lang=${source()} dir="auto">${spoken}</span> <span aria-hidden="true">→</span>` : nothing}
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
 * The ids of the terms that are marked in the HTML of a slide.
 *
 * @param text sanitised HTML
 */
export function termsOf(text: string): string[] {
  const marks = text.matchAll(/<a [^>]*class="term"[^>]*>/g);
  return [...marks].flatMap(([mark]) => /#([^"]+)"/.exec(mark)?.[1] ?? []);
}
