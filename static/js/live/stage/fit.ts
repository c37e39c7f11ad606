/**
 * Sizes the text of the picture: it grows until it fills its place, and shrinks until all of it fits. The style sheet
 * keeps letters readable from the last row, so that at first only headings and spaces shrink, then a long explanation
 * loses its end, and only what still does not fit has smaller letters.
 */

// Shares of the usual size, the smallest first. At the usual size capital letters are 3 % of the picture's height.
const SIZES = Array.from({ length: 25 }, (_, index) => (40 + 5 * index) / 100);

/** Text above its usual size leaves the rest of its place empty: it can be read, and a full page looks crowded. */
const FILLED = 0.88;

/** The share below which the style sheet lets letters shrink only if `data-small` is set. */
const LEAST = 4 / 4.4;

/** The padding of the place above and below together, px, with a pixel to spare. */
const PADDING = 9;

/** How many lines of an explanation are tried, if not all of them fit. */
const LINES = [5, 4, 3, 2, 1, 0];

/**
 * @param element gets the size as `--fit`; `data-lines` if an explanation shows only so many lines; `data-small` if
 *   letters are smaller than they should be; and `data-tight` if even the smallest are too large to keep words whole
 * @returns the share of their usual size that the letters have
 */
export function fit(element: HTMLElement) {
  for (const name of ["data-tight", "data-small", "data-lines"]) element.removeAttribute(name);
  const found = largest(element) ?? shortened(element) ?? small(element);
  const share = found ?? SIZES[0] ?? 1;
  element.style.setProperty("--fit", String(share));
  element.toggleAttribute("data-tight", found === undefined);
  return element.hasAttribute("data-small") ? share : Math.max(share, LEAST);
}

/** Returns the largest size at which all of it fits, or undefined. */
function largest(element: HTMLElement) {
  if (!fits(element, SIZES[0] ?? 1)) return undefined;
  let [low, high] = [0, SIZES.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(element, SIZES[middle] ?? 1)) low = middle;
    else high = middle - 1;
  }
  return SIZES[low];
}

/** Shows as much of the explanation as fits. */
function shortened(element: HTMLElement) {
  if (!element.querySelector(".stage-why")) return undefined;
  for (const lines of LINES) {
    element.setAttribute("data-lines", String(lines));
    element.style.setProperty("--lines", String(lines));
    const found = largest(element);
    if (found !== undefined) return found;
  }
  element.removeAttribute("data-lines");
  return undefined;
}

function small(element: HTMLElement) {
  element.setAttribute("data-small", "");
  return largest(element);
}

function fits(element: HTMLElement, size: number) {
  element.style.setProperty("--fit", String(size));
  const columns = [...element.children];
  // Tables and code would scroll by themselves, which nobody in a hall can do.
  const scrollers = [...element.querySelectorAll("table, pre")];
  if (isCut(element) || scrollers.some(isCutSideways)) return false;
  if (columns.some((column) => isCut(column) && (isCutSideways(column) || reaches(column, element)))) return false;
  const filled = Math.max(0, ...columns.map(({ scrollHeight }) => scrollHeight));
  return size <= 1 || filled <= FILLED * element.clientHeight;
}

function isCut(element: Element) {
  return element.scrollHeight > element.clientHeight + 1 || isCutSideways(element);
}

/** A column that is lower than its place only seems cut: the letters of some fonts, such as Noto Sans, are higher than a line. */
function reaches(column: Element, place: Element) {
  return column.scrollHeight > place.clientHeight - PADDING;
}

function isCutSideways({ scrollWidth, clientWidth }: Element) {
  return scrollWidth > clientWidth + 1;
}
