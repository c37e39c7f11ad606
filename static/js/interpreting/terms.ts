// @ts-check
/** The glossary beside the slides: the terms of what is shown first, or what is searched for. */

import { html, nothing } from "lit-html";

import { folded, matches } from "../glossary/fold.js";
import { fetchJson } from "../lib/fetching.js";
import { together } from "../lib/subscribing.js";
import { untilThere } from "../lib/until_there.js";
import { drawInto } from "../lib/view.js";

/** @typedef {import("../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../pages/term.js").Term} Term */

const MOST = 40;

/**
 * @param {HTMLElement} element
 * @param {HTMLInputElement} search
 * @param {Lectern} lectern
 * @param {object} parts
 * @param {string} parts.address of the glossary in the language that is interpreted into
 * @param {import("./ahead.js").Ahead} parts.ahead
 * @param {import("../slides/decks.js").Decks} parts.decks
 * @param {() => string} parts.source
 */
export function mountTerms(element, search, lectern, { address, ahead, decks, source }) {
  const { words } = lectern;
  /** @type {Map<string, Term> | null} */
  let terms = null;
  /** What a search looks through, by the term's id. @type {Map<string, string>} */
  const searched = new Map();
  let hasFailed = false;
  /** @type {() => void} */
  let redraw = () => {};

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
    if (!terms) return html`<p class="quietly">${words.say(hasFailed ? "interpreting.terms_failed" : "slide.loading")}</p>`;
    const query = search.value.trim();
    if (!query) return onSlides(terms);
    const found = [...terms.entries()].filter(([id]) => matches(searched.get(id) ?? "", query));
    return html`<p class="small quietly" role="status">${words.say("interpreting.found", { n: found.length })}</p>
      ${found.slice(0, MOST).map(([, term]) => entry(term))}`;
  }

  /** @param {Map<string, Term>} all */
  function onSlides(all) {
    const ids = [...new Set(ahead.shown().flatMap((at) => termsOf(decks.get(source())?.slides[at]?.html ?? "")))];
    const found = ids.flatMap((id) => all.get(id) ?? []);
    if (!found.length) return html`<p class="quietly small">${words.say("interpreting.terms_none")}</p>`;
    return found.map(entry);
  }

  /** @param {Term} term */
  function entry({ term, also, meaning, language, others }) {
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
 * @param {string} text sanitised
 * @returns {string[]}
 */
export function termsOf(text) {
  const marks = text.matchAll(/<a [^>]*class="term"[^>]*>/g);
  return [...marks].flatMap(([mark]) => /#([^"]+)"/.exec(mark)?.[1] ?? []);
}
