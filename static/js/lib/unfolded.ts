// @ts-check
/** A part of a page that is drawn anew, and what of it was unfolded. */

/** What somebody has unfolded, or folded, stays so. @param {Element} old @param {Element} fresh */
export function keepUnfolded(old, fresh) {
  for (const one of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
    same?.toggleAttribute("open", one.hasAttribute("open"));
  }
}
