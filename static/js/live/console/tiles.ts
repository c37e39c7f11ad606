/** Opens the panels that a presenter needs now and then: a menu of tiles instead of a tab for each. */

import { byId } from "../../kit/dom.ts";

/**
 * @param menu holds a `[data-panel]` button for each panel
 * @param choose selects a panel by its id
 */
export function mountTiles(menu: HTMLElement, choose: (panel: string) => void) {
  menu.addEventListener("click", ({ target }) => {
    const tile = target instanceof Element ? target.closest("[data-panel]") : null;
    if (!(tile instanceof HTMLElement)) return;
    const panel = tile.dataset.panel ?? "";
    menu.closest("details")?.removeAttribute("open");
    choose(panel);
    byId(`tab-${panel}`).focus();
  });
}
