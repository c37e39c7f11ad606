/** Redraws the progress on a course's own page, after the server has received more. */

import { redraw } from "../../kit/redraw.ts";
import { onReceipt } from "./receipt.ts";

type PageOf = (html: string) => Document;

/**
 * Redraws the parts that are marked with `data-drawn`, which have an id.
 * @param pageOf from `kit/trusted_html.ts`, given by the page, which would otherwise load it twice
 */
export function followProgress(pageOf: PageOf) {
  const places = [...document.querySelectorAll("[data-drawn]")];
  // One after the other, so that an older page never comes last.
  let lastRenewal = Promise.resolve();
  if (places.length) onReceipt(() => (lastRenewal = lastRenewal.then(renew)));

  async function renew() {
    const page = await fetchPage(location.href, pageOf);
    for (const place of places) {
      const newPart = page?.getElementById(place.id);
      if (newPart) redraw(place, newPart);
    }
  }
}

async function fetchPage(address: string, pageOf: PageOf): Promise<Document | null> {
  try {
    const response = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" } });
    return response.ok ? pageOf(await response.text()) : null;
  } catch {
    // The old content stays until the next page.
    return null;
  }
}
