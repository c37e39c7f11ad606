// @ts-check
/** Finds what is wider than its screen, must be pushed sideways, or is cut off in a drawing. */

/** @typedef {{ kind: "wide" | "sideways" | "cut", text: string }} Wide */

/** @param {Element} root @param {Window & typeof globalThis} view  the window that shows it @returns {Wide[]} */
export function tooWide(root, view) {
  const width = view.document.documentElement.clientWidth;
  return [...root.children].flatMap((element) => look(element, width, view));
}

/** @param {Element} element @param {number} width @param {Window & typeof globalThis} view @returns {Wide[]} */
function look(element, width, view) {
  const box = element.getBoundingClientRect();
  if (box.width <= 1) return [];
  if (element.tagName === "svg") return cutOff(element, box);
  // What is inside is told by what holds it.
  if (isPushed(element, view)) return [{ kind: "sideways", text: textOf(element) }];
  if (box.right > width + 1 || box.left < -1) return [{ kind: "wide", text: textOf(element) }];
  return [...element.children].flatMap((child) => look(child, width, view));
}

/** @param {Element} element @param {Window & typeof globalThis} view */
function isPushed(element, view) {
  const scrolls = /auto|scroll/.test(view.getComputedStyle(element).overflowX);
  return scrolls && element.scrollWidth > element.clientWidth + 1;
}

/** @param {Element} drawing @param {DOMRect} box @returns {Wide[]} */
function cutOff(drawing, box) {
  return [...drawing.querySelectorAll("text")]
    .filter((text) => {
      const { left, right, top, bottom, height } = text.getBoundingClientRect();
      // Letters leave a part of their height free, above and below.
      const free = height / 4;
      const isTooHigh = top < box.top - free || bottom > box.bottom + free;
      return left < box.left - 1 || right > box.right + 1 || isTooHigh;
    })
    .map((text) => ({ kind: "cut", text: textOf(text) }));
}

/** @param {Element} element */
function textOf(element) {
  return (element.textContent ?? "").trim().replace(/\s+/g, " ") || element.tagName.toLowerCase();
}
