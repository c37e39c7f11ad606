/**
 * A tap on a term opens a panel instead of the glossary's page. The script that fills the panel is loaded with
 * the first tap.
 */

import { focusOn } from "../../kit/dom.ts";

export function offerMeanings() {
  const find = (id: string) => document.getElementById(id) as any;
  const [panel, body] = [find("term"), find("term-body")];
  let asked: HTMLAnchorElement;
  let tries = 0;

  document.addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    const link = (target as Element).closest("a.term");
    // Without a glossary, or in an old browser, the link stays a link.
    if (!link || !panel?.showModal || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    asked = link as HTMLAnchorElement;
    find("term-title").textContent = asked.textContent;
    panel.querySelector("a").hash = asked.hash;
    panel.showModal();
    void show(asked);
  });
  // The slide may have changed under the panel.
  panel?.addEventListener("close", () => asked.isConnected || focusOn(find("main")));

  async function show(link: HTMLAnchorElement) {
    try {
      // A browser does not fetch a module again under the same name after a failure.
      const { draw } = await import(`${panel.dataset.script}?${tries}`);
      await draw(panel, () => link === asked);
    } catch {
      tries += 1;
      if (link === asked) body.textContent = body.dataset.failed;
    }
  }
}
