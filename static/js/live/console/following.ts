/** Brings a poll or a step that has just been opened to the top of its panel. */

/**
 * Scrolls to what has just been opened. The focus follows only if the redraw removed the button that had it.
 * @param element a part of the panel that scrolls
 * @param openedOf returns what is open to the room now
 * @param targetOf returns the element that takes the focus
 * @returns a function to call after each drawing
 */
export function createFollowing(
  element: HTMLElement,
  openedOf: () => string | number | undefined,
  targetOf: (element: HTMLElement) => HTMLElement | null,
): () => void {
  let openedBefore = openedOf();
  return () => {
    const opened = openedOf();
    const isNew = opened !== undefined && opened !== openedBefore;
    openedBefore = opened;
    if (!isNew) return;
    const panel = element.parentElement as HTMLElement;
    panel.scrollTop = 0;
    const focused = document.activeElement ?? document.body;
    // The pressed button is gone: the redraw has moved its focus to the part around it.
    const isHandedOver = panel.contains(focused) && !focused.matches("a, button, input, select, textarea, summary");
    if (focused === document.body || isHandedOver) targetOf(element)?.focus();
  };
}
