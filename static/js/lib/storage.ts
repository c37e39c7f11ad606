// @ts-check
/** Storage of the browser, or a stand-in where it is switched off or full. */

/**
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem"> & {keys: () => string[]}} Shelf
 */

/**
 * @param {"localStorage" | "sessionStorage"} kind
 * @returns {Storage | null} null where it is switched off or full
 */
export function storageOf(kind) {
  try {
    const storage = globalThis[kind];
    storage.setItem("webinar.try", "1");
    storage.removeItem("webinar.try");
    return storage;
  } catch {
    return null;
  }
}

/**
 * @param {"localStorage" | "sessionStorage"} kind
 * @returns {Shelf}
 */
export function shelf(kind) {
  const storage = storageOf(kind);
  if (!storage) return memoryShelf();
  return {
    getItem: (key) => storage.getItem(key),
    // A full storage must not stop a vote: it is then kept for as long as the page is open.
    setItem: (key, value) => quietly(() => storage.setItem(key, value)),
    removeItem: (key) => storage.removeItem(key),
    keys: () => Object.keys(storage),
  };
}

/** @returns {Shelf} */
export function memoryShelf() {
  /** @type {Map<string, string>} */
  const values = new Map();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

/**
 * What was kept there as JSON.
 *
 * @param {Pick<Shelf, "getItem">} shelf
 * @param {string} name
 * @returns {any} null where there is nothing, or nothing that can be read
 */
export function recall(shelf, name) {
  try {
    return JSON.parse(shelf.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Does what may fail where the storage is full or gone, without a word. @param {() => void} act */
export function quietly(act) {
  try {
    act();
  } catch {
    // Whoever calls it can do without.
  }
}
