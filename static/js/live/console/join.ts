/** Copies the link beside the join code and the QR code. */

import { announce } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";

export function mountJoin(element: HTMLElement, words: Words) {
  const link = element.querySelector("input") as HTMLInputElement;
  const button = element.querySelector('[data-part="copy"]') as HTMLButtonElement;
  const status = element.querySelector('[data-part="copied"]') as HTMLElement;

  button.addEventListener("click", async () => {
    link.select();
    status.textContent = (await copy(link.value)) ? words.say("Copied") : words.say("The link is selected: copy it.");
    announce(status.textContent);
  });
}

async function copy(text: string) {
  try {
    // There is no clipboard over plain HTTP, as in a training room without a certificate.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
