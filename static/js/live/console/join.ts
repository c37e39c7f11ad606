/** The join code, link and QR code: copies the link. */

import { announce } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";

export function mountJoin(element: HTMLElement, words: Words) {
  const link = element.querySelector("input") as HTMLInputElement;
  const button = element.querySelector('[data-part="copy"]') as HTMLButtonElement;
  const said = element.querySelector('[data-part="copied"]') as HTMLElement;

  button.addEventListener("click", async () => {
    link.select();
    said.textContent = (await copied(link.value)) ? words.say("Copied") : words.say("The link is selected: copy it.");
    announce(said.textContent);
  });
}

async function copied(text: string) {
  try {
    // There is no clipboard over plain HTTP, as in a training room without a certificate.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
