/**
 * Deeds that the online pages could not send any more, in plain storage. The player that replaces them takes
 * them over. Both may send them to the server, which keeps each key once.
 */

import { shelf, type Shelf } from "../../kit/storage.ts";
import type { Entry } from "../study/deeds.ts";
import { dropGiven } from "../study/given.ts";
import type { Waiting } from "./db.ts";

/**
 * @param code the code of a course
 * @param seat the number of its learner here
 */
export function createHanded(code: string, seat: number, storage: Shelf = shelf("localStorage")) {
  const name = `study.${code}.${seat}`;
  const kept = `${name}.deeds`;

  function read(): Entry[] {
    try {
      return JSON.parse(storage.getItem(kept) ?? "[]");
    } catch {
      return [];
    }
  }

  return {
    /** The deeds in the order in which they were done. */
    left: (): Waiting[] =>
      read().map(([edition, deed]) => {
        const at = deed.type === "read" ? deed.began : deed.at;
        return { key: deed.key, code, edition, at, deed, refused: "" };
      }),
    /** The deed is in the database now. */
    drop({ key, deed }: Waiting) {
      const others = read().filter(([, one]) => one.key !== key);
      if (others.length) storage.setItem(kept, JSON.stringify(others));
      else storage.removeItem(kept);
      if (deed.type === "answered") dropGiven(storage, name, deed);
    },
  };
}
