/** Fills the lines of templates/room/call/entry.html, which have their words already. */

import type { CallDetails } from "../engine/wire.ts";

/** The texts in the order of their lines, each in a `bdi`. */
const LINES = ["link", "phone", "pin", "note"] as const;

/** Shows the entry in the lines within `element`. Lines without a text are hidden: all of them without an entry. */
export function fillEntry(element: Element, entry: CallDetails | null | undefined) {
  element.querySelectorAll("bdi").forEach((place, index) => {
    const text = entry?.[LINES[index]!] ?? "";
    const link = place.closest("a");
    // The server accepts only links with http or https.
    if (link) link.href = index ? `tel:${text.replace(/[^+\d]/g, "")}` : text;
    // The link of a telephone number has no host: show the number itself.
    place.textContent = link?.host || text;
    place.closest("p")!.hidden = !text;
  });
}
