/** Drops drafts of questions to the organisers that were sent, and keeps those that were not. */

import type { Shelf } from "../../kit/storage.ts";

/**
 * Looks through the drafts that were typed at this slide before its last question was asked. The one that became a
 * question goes; another, after a question was asked on another device, goes back into the field.
 * @param name names this learner in this course
 */
export function sortDrafts(name: string | undefined, storage: Shelf) {
  const field = document.querySelector("#inquiry textarea[data-draft]") as HTMLTextAreaElement | null;
  if (!field) return;
  const asked = [...document.querySelectorAll("#inquiry .study-own")].map((text) => flat(text.textContent));
  const current = `${name}.draft.${field.dataset.draft}`;
  const earlier = current.slice(0, current.lastIndexOf(".") + 1);
  for (const key of storage.keys()) {
    if (!key.startsWith(earlier) || key === current) continue;
    const draft = storage.getItem(key) ?? "";
    storage.removeItem(key);
    if (asked.includes(flat(draft)) || field.value.includes(draft)) continue;
    field.value = field.value ? `${field.value}\n\n${draft}` : draft;
    // The page keeps it on the device under its new name.
    field.dispatchEvent(new Event("input"));
  }
}

/** The server stores a text without the spaces around it, and a browser sends other ends of lines than it shows. */
function flat(text: string | null) {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
