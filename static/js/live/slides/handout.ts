/** Shows the hand-out of group work below its slide. It stays open or closed as the reader left it. */

import { shelf } from "../../kit/storage.ts";
import { prose } from "../../kit/trusted_html.ts";
import type { Words } from "../../kit/words.ts";
import type { DeckSlide } from "../../room/engine/types.ts";

const openHandouts = shelf("sessionStorage");

const keyOf = (slide: string | undefined) => `webinar.handout.${location.pathname}.${slide}`;

/** Remembers which hand-outs the reader opens, including those that the server rendered. */
export function keepHandouts() {
  // `toggle` does not bubble.
  document.addEventListener("toggle", keep, true);
}

function keep({ target }: Event) {
  if (!(target instanceof HTMLDetailsElement) || target.className !== "handout") return;
  if (target.open) openHandouts.setItem(keyOf(target.dataset.slide), "open");
  else openHandouts.removeItem(keyOf(target.dataset.slide));
}

/** Returns a function that makes hand-outs. It keeps their nodes, as the view of slides does. */
export function createHandouts(words: Words) {
  const nodes = new WeakMap<DeckSlide, HTMLElement>();

  return (slide: DeckSlide): HTMLElement | "" => {
    if (!slide.handout) return "";
    const existing = nodes.get(slide);
    if (existing) return existing;
    const node = document.createElement("details");
    const summary = document.createElement("summary");
    node.className = "handout";
    node.dataset.slide = slide.id;
    node.open = openHandouts.getItem(keyOf(slide.id)) !== null;
    summary.textContent = words.say("Hand-out for your group");
    node.append(summary, prose(slide.handout, slide.language));
    nodes.set(slide, node);
    return node;
  };
}
