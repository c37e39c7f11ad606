// @ts-check
/** Tabs by the ARIA pattern: arrows move among them, the chosen panel shows. */

/**
 * Without this script the tabs are links to panels that stand below each other.
 *
 * @param {HTMLElement} list  holds `<a href="#panel">` for each panel
 * @param {(panel: string) => void} [onChoose]
 * @returns {(panel: string) => void} chooses a panel by its id
 */
export function mountTabs(list, onChoose = () => {}) {
  const tabs = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("a[href^='#']"))];
  const panelOf = (/** @type {HTMLAnchorElement} */ tab) => document.getElementById(tab.hash.slice(1));
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

  /** @param {string} id */
  function choose(id) {
    for (const tab of tabs) {
      const chosen = tab.hash.slice(1) === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const panel = panelOf(tab);
      if (panel) panel.hidden = !chosen;
    }
    onChoose(id);
  }

  /** @param {KeyboardEvent} event @param {HTMLAnchorElement} tab */
  function move(event, tab) {
    const rtl = getComputedStyle(list).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const at = tabs.indexOf(tab);
    const to = { Home: 0, End: tabs.length - 1 }[event.key] ?? (step && (at + step + tabs.length) % tabs.length);
    const target = to === undefined ? undefined : tabs[to];
    if (event.key === " ") choose(tab.hash.slice(1));
    if (event.key === " " || target) event.preventDefault();
    if (!target) return;
    choose(target.hash.slice(1));
    target.focus();
  }

  choose(tabs[0]?.hash.slice(1) ?? "");
  return choose;
}
