/** Keeps what is being written on the device until it is saved. */

import type { Shelf } from "../../kit/storage.ts";
import type { Words } from "../../kit/words.ts";

/** @param name names this learner in this course */
export function keepDrafts(root: ParentNode, shelf: Shelf, name: string, words: Words) {
  const fields = root.querySelectorAll("textarea[data-draft]") as NodeListOf<HTMLTextAreaElement>;
  for (const field of fields) {
    const key = `${name}.draft.${field.dataset.draft}`;
    const showState = () => {
      const status = field.form?.querySelector(".study-said");
      const isSaved = field.value === field.defaultValue;
      if (status) status.textContent = isSaved ? "" : words.say("Kept on this device, not saved yet");
    };
    const draft = shelf.getItem(key);
    if (draft?.trim() === field.value.trim()) shelf.removeItem(key);
    else if (draft !== null) {
      field.value = joined(field.value, draft);
      field.closest("details")?.setAttribute("open", "");
      showState();
    }
    field.addEventListener("input", () => {
      if (field.value === field.defaultValue) shelf.removeItem(key);
      else shelf.setItem(key, field.value);
      showState();
    });
  }
}

/** Drops the drafts of a form whose content is saved now. */
export function dropDrafts(form: HTMLFormElement, shelf: Shelf, name: string) {
  for (const field of form.querySelectorAll("textarea[data-draft]")) {
    shelf.removeItem(`${name}.draft.${(field as HTMLElement).dataset.draft}`);
  }
}

/**
 * Joins two texts, so that neither is lost.
 * @param saved perhaps saved on another device
 */
function joined(saved: string, draft: string) {
  if (!saved || draft.includes(saved)) return draft;
  return saved.includes(draft) ? saved : `${saved}\n\n${draft}`;
}
