// @ts-check
/** Makes what is too long for the stage smaller, in steps, until it fits. */

// At the last step a line is still as high as a fortieth of the picture.
const SIZES = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

/** @param {HTMLElement} element  takes the size as `--fit`; too long means that it would scroll */
export function fit(element) {
  for (const size of SIZES) {
    element.style.setProperty("--fit", String(size));
    if (!isTooLong(element)) return;
  }
}

/** @param {HTMLElement} element */
function isTooLong(element) {
  const columns = [element, ...element.children];
  return columns.some((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1);
}
