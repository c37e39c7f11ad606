/** Opens the panels that a presenter needs now and then: a menu of tiles instead of a tab for each. */

import { byId } from "../../kit/dom.ts";

/**
 * @param menu holds a `[data-panel]` button for each panel, and may hold buttons that open a dialog
 * @param choose selects a panel by its id
 */
export function mountTiles(menu: HTMLElement, choose: (panel: string) => void) {
  menu.addEventListener("click", ({ target }) => {
    const tile = target instanceof Element ? target.closest("[data-panel], [data-opens]") : null;
    if (!(tile instanceof HTMLElement)) return;
    const { panel } = tile.dataset;
    const fold = menu.closest("details");
    fold?.removeAttribute("open");
    // A dialog gives the focus back to what had it before.
    if (!panel) return fold?.querySelector("summary")?.focus();
    choose(panel);
    byId(`tab-${panel}`).focus();
  });
}
