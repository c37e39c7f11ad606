/** Replaces the content of an element. `replaceChildren` is missing in Chrome before 86. */

export function fill(element: Element, ...content: (Node | string)[]) {
  element.textContent = "";
  element.append(...content);
}
