/**
 * Reads the deeds that the online pages could not send any more, from plain storage. The player that replaces
 * these pages takes the deeds over. Both may send them to the server, which keeps each key once.
 */

import { shelf, type Shelf } from "../../kit/storage.ts";
import type { Entry } from "../study/deeds.ts";
import { dropKeptInput } from "../study/kept_input.ts";
import type { Waiting } from "./db.ts";

/**
 * @param code the code of a course
 * @param seat the number of its learner here
 */
export function createHandover(code: string, seat: number, storage: Shelf = shelf("localStorage")) {
  const name = `study.${code}.${seat}`;
  const storageKey = `${name}.deeds`;

  function read(): Entry[] {
    try {
      return JSON.parse(storage.getItem(storageKey) ?? "[]");
    } catch {
      return [];
    }
  }

  return {
    /** Returns the deeds in the order in which they were done. */
    deeds: (): Waiting[] =>
      read().map(([edition, deed]) => {
        const at = deed.type === "read" ? deed.began : deed.at;
        return { key: deed.key, code, edition, at, deed, refused: "" };
      }),
    /** Removes a deed that is in the database now. */
    drop({ key, deed }: Waiting) {
      const others = read().filter(([, waiting]) => waiting.key !== key);
      if (others.length) storage.setItem(storageKey, JSON.stringify(others));
      else storage.removeItem(storageKey);
      if (deed.type === "answered") dropKeptInput(storage, name, deed);
    },
  };
}
