/** Shows the QR code that opens the remote in a dialog. */

import { html, render, svg } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";

export const remote: OnConsole = {
  start: ({ words }) => mountRemoteLink(document.getElementById("remote-dialog"), words),
};

function mountRemoteLink(dialog: HTMLElement | null, words: Words) {
  const form = dialog?.querySelector("form");
  if (!dialog || !form) return;
  const part = (name: string) => dialog.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const [qr, status] = [part("qr"), part("said")];

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = await fetchCode(form);
    qr.hidden = code === null;
    if (code) render(qrCode(code), qr);
    status.textContent = code
      ? words.say("Scan it with your phone within five minutes. It works once.")
      : words.say("This could not be made. Try again.");
  });
  // Remove the code, so that nobody finds it when the dialog opens again.
  dialog.addEventListener("close", () => {
    qr.hidden = true;
    status.textContent = "";
  });
}

async function fetchCode(form: HTMLFormElement): Promise<{ size: number; path: string } | null> {
  try {
    const body = new URLSearchParams(new FormData(form) as any);
    const response = await fetch(form.action, { method: "POST", body });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function qrCode({ size, path }: { size: number; path: string }) {
  return html`<svg viewBox="0 0 ${size} ${size}" width="240" height="240" shape-rendering="crispEdges" aria-hidden="true">
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`;
}
