/** Sizes the text of the picture: it grows until it fills its place, and shrinks until all of it fits. */

// Shares of the usual size, the smallest first. At the usual size capital letters are 3 % of the picture's height.
const SIZES = Array.from({ length: 25 }, (_, index) => (40 + 5 * index) / 100);

/** Text above its usual size leaves the rest of its place empty: it can be read, and a full page looks crowded. */
const FILLED = 0.88;

/** @param element gets the size as `--fit`, and `data-tight` if even the smallest is too large to keep words whole */
export function fit(element: HTMLElement) {
  element.removeAttribute("data-tight");
  let [smallest, largest] = [0, SIZES.length - 1];
  while (smallest < largest) {
    const middle = Math.ceil((smallest + largest) / 2);
    if (fits(element, SIZES[middle] ?? 1)) smallest = middle;
    else largest = middle - 1;
  }
  if (!fits(element, SIZES[smallest] ?? 1)) element.setAttribute("data-tight", "");
}

function fits(element: HTMLElement, size: number) {
  element.style.setProperty("--fit", String(size));
  const columns = [...element.children];
  // Tables and code would scroll by themselves, which nobody in a hall can do.
  const scrollers = [...element.querySelectorAll("table, pre")];
  if ([element, ...columns].some(isCut) || scrollers.some(isCutSideways)) return false;
  const filled = Math.max(0, ...columns.map(({ scrollHeight }) => scrollHeight));
  return size <= 1 || filled <= FILLED * element.clientHeight;
}

function isCut(element: Element) {
  return element.scrollHeight > element.clientHeight + 1 || isCutSideways(element);
}

function isCutSideways({ scrollWidth, clientWidth }: Element) {
  return scrollWidth > clientWidth + 1;
}
