// @ts-check
/**
 * Who studies at this computer, and what each of them did, in the browser's storage by package. No
 * DOM. What cannot be written throws, so that the player says so.
 */

import { newId } from "../lib/id.js";
import { memoryShelf, quietly, recall, storageOf } from "../lib/storage.js";
import { createProgress, nothingSaved } from "../player/progress.js";

/** @typedef {{key: string, name: string, number: string}} Person */
/** @typedef {import("../player/types.js").Deed} Deed */
/** @typedef {{language: string, slide: string, deeds: Deed[], sent: number}} Notebook */

/** @param {string} id of the package */
export function createPeople(id) {
  const stored = storageOf("localStorage");
  const storage = stored ?? memoryShelf();
  const listName = `webinar.${id}.people`;
  const nameOf = (/** @type {string} */ key) => `webinar.${id}.person.${key}`;

  /** @returns {Person[]} */
  const all = () => recall(storage, listName) ?? [];

  /** @param {string} key @returns {Notebook} */
  const notebook = (key) => recall(storage, nameOf(key)) ?? { language: "", slide: "", deeds: [], sent: 0 };

  /** Read anew before it is written: there may be another tab. @param {string} key @param {(book: Notebook) => void} change */
  function change(key, change) {
    const book = notebook(key);
    change(book);
    storage.setItem(nameOf(key), JSON.stringify(book));
  }

  return {
    /** False where the browser keeps nothing: it is gone with the page. */
    isKept: stored !== null,
    all,
    /** @param {string} name @param {string} number @returns {Person} the same for the same name and number */
    add(name, number) {
      const known = all().find((one) => isSame(one.name, name) && isSame(one.number, number));
      if (known) return known;
      const person = { key: newId(), name: name.trim(), number: number.trim() };
      storage.setItem(listName, JSON.stringify([...all(), person]));
      return person;
    },
    /** @param {string} key */
    remove(key) {
      const rest = all().filter((one) => one.key !== key);
      storage.setItem(listName, JSON.stringify(rest));
      storage.removeItem(nameOf(key));
    },
    notebook,
    change,
    /** Deeds since the last file. @param {string} key */
    unsaved(key) {
      const { deeds, sent } = notebook(key);
      return deeds.length - sent;
    },
  };
}

/** @typedef {ReturnType<typeof createPeople>} People */

/**
 * @param {People} people
 * @param {string} key
 * @param {import("../player/types.js").Pack} pack
 * @param {() => void} changed
 * @returns {import("../player/types.js").Recorder}
 */
export function fileRecorder(people, key, pack, changed) {
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
    // Where one is may be lost; what one did may not.
    place: (slide) => quietly(() => people.change(key, (book) => void (book.slide = slide))),
    language: (tag) => quietly(() => people.change(key, (book) => void (book.language = tag))),
    leave() {},
  };
}

/** @param {string} one @param {string} other */
function isSame(one, other) {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
