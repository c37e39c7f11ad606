// @ts-check
/** Those who want to hear of changes. No DOM. */

export function createListeners() {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    /** @param {() => void} listener @returns {() => void} hears no more */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: () => listeners.forEach((listener) => listener()),
  };
}
