/** Gives access to the browser's storage, or to a stand-in if it is switched off or full. */

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem"> & { keys: () => string[] };

/** Returns null if the storage is switched off or full. */
export function storageOf(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    const storage = globalThis[kind];
    storage.setItem("webinar.try", "1");
    storage.removeItem("webinar.try");
    return storage;
  } catch {
    return null;
  }
}

export function shelf(kind: "localStorage" | "sessionStorage"): Shelf {
  const storage = storageOf(kind);
  if (!storage) return memoryShelf();
  return {
    getItem: (key) => storage.getItem(key),
    // A full storage must not stop a vote: the vote is then kept for as long as the page is open.
    setItem: (key, value) => quietly(() => storage.setItem(key, value)),
    removeItem: (key) => storage.removeItem(key),
    keys: () => Object.keys(storage),
  };
}

export function memoryShelf(): Shelf {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

/**
 * Reads JSON from the storage.
 * @returns null if the storage has nothing readable under this name
 */
export function recall(shelf: Pick<Shelf, "getItem">, name: string): any {
  try {
    return JSON.parse(shelf.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Runs `act` and ignores a failure, such as that of a full or missing storage. */
export function quietly(act: () => void) {
  try {
    act();
  } catch {
    // All callers can do without.
  }
}
