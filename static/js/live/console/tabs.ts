/**
 * Makes tabs by the ARIA pattern: arrows move among them, and the selected panel is shown.
 *
 * A tab with `data-tile` is not there until its panel is chosen, and goes when the next such panel is.
 */

/**
 * @param list holds `<a href="#panel">` for each panel
 * @returns a function that selects a panel by its id
 */
export function mountTabs(list: HTMLElement, onChoose: (panel: string) => void = () => {}): (panel: string) => void {
  const tabs = [...list.querySelectorAll("a[href^='#']") as NodeListOf<HTMLAnchorElement>];
  const panelOf = (tab: HTMLAnchorElement) => document.getElementById(tab.hash.slice(1));
  list.setAttribute("role", "tablist");

  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.id ||= `tab-${tab.hash.slice(1)}`;
    tab.setAttribute("aria-controls", tab.hash.slice(1));
    const panel = panelOf(tab);
    panel?.setAttribute("role", "tabpanel");
    panel?.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tab.hash.slice(1));
    });
    tab.addEventListener("keydown", (event) => move(event, tab));
  }

  function choose(id: string) {
    const isTile = tabs.some((tab) => tab.hash.slice(1) === id && "tile" in tab.dataset);
    for (const tab of tabs) {
      const isChosen = tab.hash.slice(1) === id;
      if (isTile && "tile" in tab.dataset) tab.hidden = !isChosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      const panel = panelOf(tab);
      if (panel) panel.hidden = !isChosen;
    }
    onChoose(id);
  }

  function move(event: KeyboardEvent, tab: HTMLAnchorElement) {
    const isReversed = getComputedStyle(list).direction === "rtl";
    const step = { ArrowRight: isReversed ? -1 : 1, ArrowLeft: isReversed ? 1 : -1 }[event.key];
    const shown = tabs.filter(({ hidden }) => !hidden);
    const targetIndex = { Home: 0, End: shown.length - 1 }[event.key] ?? (step && (shown.indexOf(tab) + step + shown.length) % shown.length);
    const target = targetIndex === undefined ? undefined : shown[targetIndex];
    if (event.key === " ") choose(tab.hash.slice(1));
    if (event.key === " " || target) event.preventDefault();
    if (!target) return;
    choose(target.hash.slice(1));
    target.focus();
  }

  choose(tabs[0]?.hash.slice(1) ?? "");
  return choose;
}
