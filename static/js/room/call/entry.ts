/** Fills the lines of templates/room/call/entry.html, which have their words already. */

import type { CallDetails } from "../engine/wire.ts";

/** The texts in the order of their lines, each in a `bdi`. */
const LINES = ["link", "phone", "pin", "note"] as const;

/** Shows the entry in the lines within `element`; an entry's missing texts, or a missing entry, hide lines. */
export function fillEntry(element: Element, entry: CallDetails | null | undefined) {
  element.querySelectorAll("bdi").forEach((place, number) => {
    const text = entry?.[LINES[number]!] ?? "";
    const link = place.closest("a");
    // The server accepts only links with http or https.
    if (link) link.href = number ? `tel:${text.replace(/[^+\d]/g, "")}` : text;
    // A number has no host.
    place.textContent = link?.host || text;
    place.closest("p")!.hidden = !text;
  });
}
