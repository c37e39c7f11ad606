/** The hand-out of group work below its slide: open or closed as the reader left it. */

import { shelf } from "../../kit/storage.ts";
import { prose } from "../../kit/trusted.ts";
import type { Words } from "../../kit/words.ts";
import type { DeckSlide } from "../../room/engine/types.ts";

const kept = shelf("sessionStorage");

const keyOf = (slide: string | undefined) => `webinar.handout.${location.pathname}.${slide}`;

/** Remembers which ones the reader opens, those that the server rendered, too. */
export function keepHandouts() {
  // `toggle` does not bubble.
  document.addEventListener("toggle", keep, true);
}

function keep({ target }: Event) {
  if (!(target instanceof HTMLDetailsElement) || target.className !== "handout") return;
  if (target.open) kept.setItem(keyOf(target.dataset.slide), "open");
  else kept.removeItem(keyOf(target.dataset.slide));
}

/** A place where hand-outs are shown. It keeps its nodes, as those of slides are kept. */
export function createHandouts(words: Words) {
  const nodes = new WeakMap<DeckSlide, HTMLElement>();

  return (slide: DeckSlide): HTMLElement | "" => {
    if (!slide.handout) return "";
    const known = nodes.get(slide);
    if (known) return known;
    const node = document.createElement("details");
    const summary = document.createElement("summary");
    node.className = "handout";
    node.dataset.slide = slide.id;
    node.open = kept.getItem(keyOf(slide.id)) !== null;
    summary.textContent = words.say("slide.handout");
    node.append(summary, prose(slide.handout, slide.language));
    nodes.set(slide, node);
    return node;
  };
}
