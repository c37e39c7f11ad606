/** Keeps parts unfolded when a page is redrawn. */

/** Copies from the old page which parts the reader has folded or unfolded. */
export function keepUnfolded(old: Element, fresh: Element) {
  for (const one of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
    same?.toggleAttribute("open", one.hasAttribute("open"));
  }
}
