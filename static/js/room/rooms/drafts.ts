/** Keeps texts and choices that have not been sent. They outlive a change of language and a reload. No DOM. */

import { recall, type Shelf } from "../../kit/storage.ts";

/** @param owner the room and the member */
export function createDrafts(shelf: Shelf, owner: string) {
  const keyOf = (name: string) => `webinar.draft.${owner}.${name}`;
  return {
    /** Returns null if there is no draft. */
    get: (name: string): any => recall(shelf, keyOf(name)),
    /** A value of null deletes the draft. */
    set(name: string, value: any) {
      if (value === null) shelf.removeItem(keyOf(name));
      else shelf.setItem(keyOf(name), JSON.stringify(value));
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
