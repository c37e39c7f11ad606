// @ts-check
/** Shows the QR code that opens the remote, where the form would open a page with it. */

import { html, render, svg } from "lit-html";

/** @type {import("../live/hooks.js").OnConsole} */
export const remote = { start: ({ words }) => mountRemoteLink(document.getElementById("remote-dialog"), words) };

/** @param {HTMLElement | null} dialog @param {import("../lib/words.js").Words} words */
function mountRemoteLink(dialog, words) {
  const form = dialog?.querySelector("form[target]");
  if (!dialog || !(form instanceof HTMLFormElement)) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (dialog.querySelector(`[data-part="${name}"]`));
  const [qr, said] = [part("qr"), part("said")];

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const made = await ask(form);
    qr.hidden = made === null;
    if (made) render(drawn(made), qr);
    said.textContent = made ? words.say("remote.ready") : words.say("remote.failed");
  });
  // What was on the screen once is not there when somebody looks again.
  dialog.addEventListener("close", () => {
    qr.hidden = true;
    said.textContent = "";
  });
}

/** @param {HTMLFormElement} form @returns {Promise<{size: number, path: string} | null>} */
async function ask(form) {
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** @param {{size: number, path: string}} made */
function drawn({ size, path }) {
  return html`<svg viewBox="0 0 ${size} ${size}" width="240" height="240" shape-rendering="crispEdges" aria-hidden="true">
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`;
}
