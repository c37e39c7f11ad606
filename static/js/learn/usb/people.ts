/**
 * The people who study at this computer, and what each of them did, in the browser's storage by package. No DOM.
 * A failed write throws, so that the player says so.
 */

import { newId } from "../../kit/id.ts";
import { memoryShelf, quietly, recall, storageOf } from "../../kit/storage.ts";
import { createProgress, nothingSaved } from "../player/progress.ts";
import type { Deed, Pack, Recorder } from "../player/types.ts";

export type Person = { key: string; name: string; number: string };
type Notebook = { language: string; slide: string; deeds: Deed[]; sent: number };

/** `id` names the package. */
export function createPeople(id: string) {
  const stored = storageOf("localStorage");
  const storage = stored ?? memoryShelf();
  const listName = `webinar.${id}.people`;
  const nameOf = (key: string) => `webinar.${id}.person.${key}`;

  const all = (): Person[] => recall(storage, listName) ?? [];

  const notebook = (key: string): Notebook =>
    recall(storage, nameOf(key)) ?? { language: "", slide: "", deeds: [], sent: 0 };

  /** Reads again before it writes: there may be another tab. */
  function change(key: string, change: (book: Notebook) => void) {
    const book = notebook(key);
    change(book);
    storage.setItem(nameOf(key), JSON.stringify(book));
  }

  return {
    /** False if the browser keeps nothing: the data is lost with the page. */
    isKept: stored !== null,
    all,
    /** Returns the same person for the same name and number. */
    add(name: string, number: string): Person {
      const known = all().find((one) => isSame(one.name, name) && isSame(one.number, number));
      if (known) return known;
      const person = { key: newId(), name: name.trim(), number: number.trim() };
      storage.setItem(listName, JSON.stringify([...all(), person]));
      return person;
    },
    remove(key: string) {
      const rest = all().filter((one) => one.key !== key);
      storage.setItem(listName, JSON.stringify(rest));
      storage.removeItem(nameOf(key));
    },
    notebook,
    change,
    /** Deeds since the last file. */
    unsaved(key: string) {
      const { deeds, sent } = notebook(key);
      return deeds.length - sent;
    },
  };
}

export type People = ReturnType<typeof createPeople>;

export function fileRecorder(people: People, key: string, pack: Pack, changed: () => void): Recorder {
  return {
    async load() {
      const { language, slide, deeds } = people.notebook(key);
      const progress = createProgress(pack, { ...nothingSaved(), language, slide });
      deeds.forEach((deed) => progress.apply(deed, language || pack.languages[0]));
      return progress.saved();
    },
    async tell(deed) {
      people.change(key, (book) => void book.deeds.push(deed));
      changed();
    },
    // Losing the place is acceptable; losing a deed is not.
    place: (slide) => quietly(() => people.change(key, (book) => void (book.slide = slide))),
    language: (tag) => quietly(() => people.change(key, (book) => void (book.language = tag))),
    leave() {},
  };
}

function isSame(one: string, other: string) {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
