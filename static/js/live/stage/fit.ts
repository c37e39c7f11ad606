/** Shrinks what is too long for its place, in steps, until it fits. */

// Shares of the full size.
const SIZES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];

/** @param element the element that gets the size as `--fit`; it is too long if it would scroll */
export function fit(element: HTMLElement, smallest = 0.5) {
  for (const size of SIZES.filter((candidate) => candidate >= smallest)) {
    element.style.setProperty("--fit", String(size));
    if (!isTooLong(element)) return;
  }
}

function isTooLong(element: HTMLElement) {
  const columns = [element, ...element.children];
  return columns.some((column) => column.scrollHeight > column.clientHeight + 1 || column.scrollWidth > column.clientWidth + 1);
}
