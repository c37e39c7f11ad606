/** Hides the items of a slide that the presenter has not revealed yet. Their place stays, so nothing moves. */

/**
 * @param body a slide's text, whose items bear the server's mark
 * @param revealed how many are shown; all if it is left out
 * @returns the body
 */
export function revealItems(body: HTMLElement, revealed = Infinity): HTMLElement {
  body.querySelectorAll("[data-reveal]").forEach((item, index) => item.toggleAttribute("data-later", index >= revealed));
  return body;
}
