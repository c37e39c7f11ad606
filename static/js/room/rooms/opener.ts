/** Makes a button of the dock open and close what stands beside it. */

/**
 * Marks the button's parent by `data-all` while it is open. A press elsewhere closes it, too.
 * @param kept selects what can be pressed without closing it
 * @returns a function that closes it
 */
export function makeOpener(button: HTMLElement, kept = "") {
  const holder = button.parentElement as HTMLElement;

  function set(isOpen: boolean) {
    holder.toggleAttribute("data-all", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  document.addEventListener("click", ({ target }) => {
    const pressed = target as Element;
    if (button.contains(pressed)) set(!holder.hasAttribute("data-all"));
    else if (!kept || !pressed.closest(kept)) set(false);
  });
  // It may have been pressed while the script was still loading.
  if (document.activeElement === button) set(true);
  return () => set(false);
}
