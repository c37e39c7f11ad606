/** Brings a poll or a step that has just been opened to the top of its panel. */

/**
 * The focus follows only if the redraw removed the button that had it.
 *
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
  let known = openedOf();
  return () => {
    const opened = openedOf();
    const isNew = opened !== undefined && opened !== known;
    known = opened;
    if (!isNew) return;
    const panel = element.parentElement as HTMLElement;
    panel.scrollTop = 0;
    const now = document.activeElement ?? document.body;
    // The pressed button is gone: the redraw has moved its focus to the part around it.
    const isHanded = panel.contains(now) && !now.matches("a, button, input, select, textarea, summary");
    if (now === document.body || isHanded) targetOf(element)?.focus();
  };
}
