/** Keeps parts unfolded when a page is redrawn. */

/** Parts that somebody has unfolded or folded stay so. */
export function keepUnfolded(old: Element, fresh: Element) {
  for (const one of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
    same?.toggleAttribute("open", one.hasAttribute("open"));
  }
}
