/** Finds what is wider than its screen, must be scrolled sideways, or is cut off in a drawing. */

export type Wide = { kind: "wide" | "sideways" | "cut"; text: string };

/** @param view the window that shows it */
export function tooWide(root: Element, view: Window & typeof globalThis): Wide[] {
  const widthPx = view.document.documentElement.clientWidth;
  return [...root.children].flatMap((element) => look(element, widthPx, view));
}

function look(element: Element, widthPx: number, view: Window & typeof globalThis): Wide[] {
  const box = element.getBoundingClientRect();
  if (box.width <= 1) return [];
  if (element.tagName === "svg") return cutOff(element, box);
  // The element reports for everything inside it.
  if (isPushed(element, view)) return [{ kind: "sideways", text: textOf(element) }];
  if (box.right > widthPx + 1 || box.left < -1) return [{ kind: "wide", text: textOf(element) }];
  return [...element.children].flatMap((child) => look(child, widthPx, view));
}

function isPushed(element: Element, view: Window & typeof globalThis) {
  const scrolls = /auto|scroll/.test(view.getComputedStyle(element).overflowX);
  return scrolls && element.scrollWidth > element.clientWidth + 1;
}

function cutOff(drawing: Element, box: DOMRect): Wide[] {
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

function textOf(element: Element) {
  return (element.textContent ?? "").trim().replace(/\s+/g, " ") || element.tagName.toLowerCase();
}
