// @ts-check
/** Those who want to hear of changes. No DOM. */

import { attempt } from "./attempt.js";

export function createListeners() {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    /** @param {() => void} listener @returns {() => void} hears no more */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Whoever fails keeps no other from hearing; the fault is reported as any other. */
    tell() {
      for (const listener of listeners) attempt(listener);
    },
  };
}
