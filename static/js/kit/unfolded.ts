/** A part of a page that is drawn anew, and what of it was unfolded. */

/** What somebody has unfolded, or folded, stays so. */
export function keepUnfolded(old: Element, fresh: Element) {
  for (const one of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
    same?.toggleAttribute("open", one.hasAttribute("open"));
  }
}
