// @ts-check
/** From slide to slide: by links, because the time is told by itself, and by the arrow keys. */

export function moveByLinks() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-moves]"));
  if (!form) return;
  form.addEventListener("submit", (event) => {
    const { href } = /** @type {HTMLElement} */ (event.submitter)?.dataset ?? {};
    if (!href) return;
    event.preventDefault();
    location.assign(href);
  });
  document.addEventListener("keydown", (event) => {
    const way = wayOf(event);
    if (way) /** @type {HTMLElement | null} */ (form.querySelector(`[data-way="${way}"]`))?.click();
  });
}

/** @param {KeyboardEvent} event @returns {string} `next`, `back` or nothing */
function wayOf({ key, altKey, ctrlKey, metaKey, shiftKey, target, defaultPrevented }) {
  if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return "";
  // In a field the arrows move in it; in a box that is scrolled sideways, too.
  if (/** @type {Element} */ (target).closest?.("input, textarea, select, dialog, details[data-menu][open], table, pre")) return "";
  const isReversed = document.documentElement.dir === "rtl";
  if (key === "ArrowRight") return isReversed ? "back" : "next";
  if (key === "ArrowLeft") return isReversed ? "next" : "back";
  return "";
}
