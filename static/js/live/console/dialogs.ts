/**
 * Opens and closes the dialogs that the page brings. A control opens one by `data-opens`, and closes it by
 * `data-closes`.
 */

export function tameDialogs() {
  document.addEventListener("click", (event) => {
    const control = (event.target as HTMLElement).closest("[data-opens], [data-closes]");
    if (!(control instanceof HTMLElement) || control.getAttribute("aria-disabled") === "true") return;
    // One dialog at a time: a dialog that a menu opens replaces the menu.
    shut(control.closest("dialog"));
    if (control.dataset.opens) open(control.dataset.opens);
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    // A press on the backdrop has the dialog itself as target, never something inside it.
    dialog.addEventListener("click", (event) => event.target === dialog && shut(dialog));
  }
}

function dialogOf(id: string): HTMLDialogElement {
  return document.getElementById(id) as HTMLDialogElement;
}

export function shut(dialog: HTMLDialogElement | null) {
  if (dialog?.showModal) dialog.close();
  else dialog?.removeAttribute("open");
}

export function open(id: string) {
  const dialog = dialogOf(id);
  if (dialog.showModal && !dialog.open) return dialog.showModal();
  // Firefox before 98 and Safari before 15.4 show the dialog inside the page.
  dialog.setAttribute("open", "");
}

export function close(id: string) {
  shut(dialogOf(id));
}

/**
 * Asks before something that cannot be undone. The dialog's form has `method="dialog"` and a button with the
 * value "yes". The dialog shows `text`, which says what it is about.
 */
export function confirmWith(id: string, { text }: { text: string }): Promise<boolean> {
  const dialog = dialogOf(id);
  if (!dialog.showModal) return Promise.resolve(confirm(text));
  const place = dialog.querySelector('[data-part="text"]');
  if (place) place.textContent = text;
  dialog.returnValue = "";
  open(id);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
