/** Brings a poll or a step that has just been opened to the room to the top of its panel. */

/**
 * The focus follows only where redrawing took it from whoever pressed the button.
 *
 * @param element in the panel that scrolls
 * @param openedOf what is open to the room now
 * @param targetOf what takes the focus
 * @returns to be called after each drawing
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
    // The pressed button has gone: the redraw has handed its focus to the part around it.
    const isHanded = panel.contains(now) && !now.matches("a, button, input, select, textarea, summary");
    if (now === document.body || isHanded) targetOf(element)?.focus();
  };
}
