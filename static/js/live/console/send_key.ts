/** Makes Ctrl and Enter (or Command and Enter) send the form in which somebody types. */

const FIELDS = "input, select, textarea";

export function sendByCtrlEnter() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
    const field = event.target instanceof Element ? event.target.closest(FIELDS) : null;
    const button = field?.closest("form")?.querySelector("button:not([type='button'])");
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    button.click();
  });
}
