// @ts-check
/** On a course's own page: how far one is, drawn anew by the server once it was told of more. */

import { fill } from "../lib/fill.js";
import { keepUnfolded } from "../lib/unfolded.js";
import { onTold } from "./told.js";

/** @typedef {(html: string) => Document} PageOf */

/**
 * What is drawn anew is marked with `data-drawn`, and has an id.
 * @param {PageOf} pageOf of `lib/trusted.js`: a page has it once
 */
export function followProgress(pageOf) {
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

/** @param {string} address @param {PageOf} pageOf @returns {Promise<Document | null>} */
async function fetched(address, pageOf) {
  try {
    const response = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" } });
    return response.ok ? pageOf(await response.text()) : null;
  } catch {
    // What was shown stays until the next page.
    return null;
  }
}

/** @param {Element} place @param {Element} fresh */
function draw(place, fresh) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  keepUnfolded(place, fresh);
  fill(place, ...fresh.childNodes);
  if (focused) /** @type {HTMLElement | null} */ (place.querySelector(sameAs(focused)))?.focus();
}

/**
 * The same link, or the head of the same part, by a selector. The one that goes on has an id: it may
 * lead elsewhere by now, or to where a link of the contents leads, too.
 * @param {Element} focused
 */
function sameAs(focused) {
  const href = focused.getAttribute("href");
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  return href ? `a[href="${CSS.escape(href)}"]:not([id])` : `#${CSS.escape(focused.parentElement?.id ?? "")} > summary`;
}
