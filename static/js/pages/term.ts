/** Fills the panel of a term. Pages load it at the first tap on a term, because most participants never need it. */

import { fetchJson } from "../kit/fetching.ts";
import { fill } from "../kit/fill.ts";
import { directionOf } from "../kit/texts.ts";

export type Term = {
  term: string;
  also: string[];
  meaning: string;
  language: string;
  is_fallback: boolean;
  others: Record<string, string>;
};

type Glossary = {
  words: Record<string, string>;
  languages: Record<string, { name: string; fallback: string }>;
  terms: Record<string, Term>;
};

let glossary: Glossary | undefined;

/**
 * Draws the meaning of a term. Throws without a connection, and for a term that is not in the glossary.
 * @param panel its link contains the term's id
 * @param isWanted returns false if the reader has asked for another term meanwhile
 */
export async function draw(panel: HTMLElement, isWanted: () => boolean) {
  const [title, body, link] = ["h2", "#term-body", "a"].map(
    (name) => panel.querySelector(name) as HTMLElement,
  );
  const id = (link as HTMLAnchorElement).hash.slice(1);
  if (!glossary) {
    if (body) body.textContent = body.dataset.waiting ?? "";
    glossary = (await fetchJson(panel.dataset.json ?? "")) as Glossary;
  }
  if (!isWanted()) return;
  const term = glossary.terms[id];
  if (!term) throw new Error(id);
  if (title) title.textContent = term.term;
  if (title) inLanguage(title, term.language);
  if (body) fill(body, ...contentOf(term, glossary));
}

// A press on the backdrop has the dialog itself as target, never something inside it.
document.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLDialogElement && target.id === "term") target.close();
});

function contentOf({ also, meaning, language, is_fallback, others }: Term, { words, languages }: Glossary) {
  const names = element("dl", "term-names");
  for (const [tag, name] of Object.entries(others)) {
    const row = element("div");
    const label = element("dt", "", languages[tag]?.name);
    label.lang = tag;
    row.append(label, inLanguage(element("dd", "", name), tag));
    names.append(row);
  }
  const alsoNames = inLanguage(document.createElement("bdi"), language);
  alsoNames.append(also.join("; "));
  const alsoLine = element("p", "quietly", `${words.also} `);
  alsoLine.append(alsoNames);
  return [
    is_fallback ? element("p", "badge", languages[language]?.fallback) : "",
    inLanguage(element("p", "", meaning), language),
    also.length ? alsoLine : "",
    Object.keys(others).length ? element("p", "quietly term-others", words.others) : "",
    names,
  ];
}

function element(name: string, className = "", text = "") {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(text);
  return node;
}

function inLanguage(node: HTMLElement, language: string) {
  node.lang = language;
  node.dir = directionOf(language);
  return node;
}
