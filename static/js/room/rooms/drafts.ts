/** What has been typed or chosen and not sent: it outlives a change of language and a reload. No DOM. */

import { recall, type Shelf } from "../../kit/storage.ts";

/** @param owner room and member */
export function createDrafts(shelf: Shelf, owner: string) {
  const keyOf = (name: string) => `webinar.draft.${owner}.${name}`;
  return {
    /** @returns null when there is none */
    get: (name: string): any => recall(shelf, keyOf(name)),
    /** @param value null forgets it */
    set(name: string, value: any) {
      if (value === null) shelf.removeItem(keyOf(name));
      else shelf.setItem(keyOf(name), JSON.stringify(value));
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
