/** Makes a button of the dock open and close what stands beside it. */

/** Marks the button's parent by `data-all` while it is open. A press outside of `panel` closes it, too. */
export function makeOpener(button: HTMLElement, panel?: HTMLElement) {
  const holder = button.parentElement as HTMLElement;

  function set(isOpen: boolean) {
    holder.toggleAttribute("data-all", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  document.addEventListener("click", ({ target }) => {
    const pressed = target as Node;
    if (button.contains(pressed)) set(!holder.hasAttribute("data-all"));
    else if (!panel?.contains(pressed)) set(false);
  });
  // It may have been pressed while the script was still loading.
  if (document.activeElement === button) set(true);
}
