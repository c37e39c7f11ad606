/** On a course's own page: the progress, which the server redraws after it was told of more. */

import { fill } from "../../kit/fill.ts";
import { keepUnfolded } from "../../kit/unfolded.ts";
import { onTold } from "./told.ts";

type PageOf = (html: string) => Document;

/**
 * The redrawn parts are marked with `data-drawn`, and have an id.
 * @param pageOf from `kit/trusted.ts`, given by the page, which would otherwise load it twice
 */
export function followProgress(pageOf: PageOf) {
  const places = [...document.querySelectorAll("[data-drawn]")];
  // One after the other, so that an older page never comes last.
  let last = Promise.resolve();
  if (places.length) onTold(() => (last = last.then(renew)));

  async function renew() {
    const page = await fetched(location.href, pageOf);
    for (const place of places) {
      const fresh = page?.getElementById(place.id);
      if (fresh) draw(place, fresh);
    }
  }
}

async function fetched(address: string, pageOf: PageOf): Promise<Document | null> {
  try {
    const response = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" } });
    return response.ok ? pageOf(await response.text()) : null;
  } catch {
    // The old content stays until the next page.
    return null;
  }
}

function draw(place: Element, fresh: Element) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  keepUnfolded(place, fresh);
  fill(place, ...fresh.childNodes);
  if (focused) (place.querySelector(sameAs(focused)) as HTMLElement | null)?.focus();
}

/**
 * A selector of the same link, or of the head of the same part. The link that goes on has an id: it may lead
 * elsewhere by now, or to the same place as a link of the contents.
 */
function sameAs(focused: Element) {
  const href = focused.getAttribute("href");
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  return href ? `a[href="${CSS.escape(href)}"]:not([id])` : `#${CSS.escape(focused.parentElement?.id ?? "")} > summary`;
}
