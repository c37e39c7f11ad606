/**
 * Keeps the people who study at this computer, and what each of them did, in the browser's storage by package.
 * A failed write throws, so that the player says so. No DOM.
 */

import { newId } from "../../kit/id.ts";
import { memoryShelf, quietly, recall, storageOf } from "../../kit/storage.ts";
import { createProgress, nothingSaved } from "../player/progress.ts";
import type { Deed, Pack, Recorder } from "../player/types.ts";

export type Person = { key: string; name: string; number: string };
type Notebook = { language: string; slide: string; deeds: Deed[]; sent: number };

/** @param id names the package */
export function createPeople(id: string) {
  const browserStorage = storageOf("localStorage");
  const storage = browserStorage ?? memoryShelf();
  const listName = `webinar.${id}.people`;
  const nameOf = (key: string) => `webinar.${id}.person.${key}`;

  const allPeople = (): Person[] => recall(storage, listName) ?? [];

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
    isKept: browserStorage !== null,
    all: allPeople,
    /** Returns the same person for the same name and number. */
    add(name: string, number: string): Person {
      const existing = allPeople().find((person) => isSame(person.name, name) && isSame(person.number, number));
      if (existing) return existing;
      const person = { key: newId(), name: name.trim(), number: number.trim() };
      storage.setItem(listName, JSON.stringify([...allPeople(), person]));
      return person;
    },
    remove(key: string) {
      const others = allPeople().filter((person) => person.key !== key);
      storage.setItem(listName, JSON.stringify(others));
      storage.removeItem(nameOf(key));
    },
    notebook,
    change,
    /** Returns the number of deeds since the last file. */
    unsaved(key: string) {
      const { deeds, sent } = notebook(key);
      return deeds.length - sent;
    },
  };
}

export type People = ReturnType<typeof createPeople>;

export function fileRecorder(people: People, key: string, pack: Pack, onChange: () => void): Recorder {
  return {
    async load() {
      const { language, slide, deeds } = people.notebook(key);
      const progress = createProgress(pack, { ...nothingSaved(), language, slide });
      deeds.forEach((deed) => progress.apply(deed, language || pack.languages[0]));
      return progress.saved();
    },
    async tell(deed) {
      people.change(key, (book) => void book.deeds.push(deed));
      onChange();
    },
    // Losing the place is acceptable; losing a deed is not.
    place: (slide) => quietly(() => people.change(key, (book) => void (book.slide = slide))),
    language: (tag) => quietly(() => people.change(key, (book) => void (book.language = tag))),
    leave() {},
  };
}

function isSame(first: string, second: string) {
  return first.trim().toLowerCase() === second.trim().toLowerCase();
}
