/** A tap on a term opens a panel instead of the glossary's page; what fills it comes with the first tap. */

import { focusOn } from "../../kit/dom.ts";

export function offerMeanings() {
  const find = (id: string) => document.getElementById(id) as any;
  const [panel, body] = [find("term"), find("term-body")];
  let asked: HTMLAnchorElement;
  let tries = 0;

  document.addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    const link = (target as Element).closest("a.term");
    // Without a glossary, or in an old browser, the link is a link.
    if (!link || !panel?.showModal || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    asked = link as HTMLAnchorElement;
    find("term-title").textContent = asked.textContent;
    panel.querySelector("a").hash = asked.hash;
    panel.showModal();
    void show(asked);
  });
  // The slide may have moved on under the panel.
  panel?.addEventListener("close", () => asked.isConnected || focusOn(find("main")));

  async function show(link: HTMLAnchorElement) {
    try {
      // What a browser could not fetch once, it does not fetch again by the same name.
      const { draw } = await import(`${panel.dataset.script}?${tries}`);
      await draw(panel, () => link === asked);
    } catch {
      tries += 1;
      if (link === asked) body.textContent = body.dataset.failed;
    }
  }
}
