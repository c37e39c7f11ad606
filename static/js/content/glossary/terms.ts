/**
 * Opens a panel for a tapped term, instead of the glossary's page. The script that fills the panel is loaded
 * with the first tap.
 */

import { focusOn } from "../../kit/dom.ts";
import { importLate } from "../../kit/late_module.ts";

export function offerMeanings() {
  const elementOf = (id: string) => document.getElementById(id) as any;
  const [panel, body] = [elementOf("term"), elementOf("term-body")];
  let shownLink: HTMLAnchorElement;

  document.addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    const link = (target as Element).closest("a.term");
    // Without a glossary, or in an old browser, the link stays a link.
    if (!link || !panel?.showModal || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    shownLink = link as HTMLAnchorElement;
    elementOf("term-title").textContent = shownLink.textContent;
    panel.querySelector("a").hash = shownLink.hash;
    panel.showModal();
    void show(shownLink);
  });
  // The slide may have changed under the panel.
  panel?.addEventListener("close", () => shownLink.isConnected || focusOn(elementOf("main")));

  async function show(link: HTMLAnchorElement) {
    try {
      const { draw } = await importLate(panel.dataset.script);
      await draw(panel, () => link === shownLink);
    } catch {
      if (link === shownLink) body.textContent = body.dataset.failed;
    }
  }
}
