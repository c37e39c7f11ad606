// @ts-check
/** Replacing what is in an element. `replaceChildren` is missing in Chrome before 86. */

/**
 * @param {Element} element
 * @param {...(Node | string)} content
 */
export function fill(element, ...content) {
  element.textContent = "";
  element.append(...content);
}
