/** Listeners that want to hear of changes. No DOM. */

import { attempt } from "./attempt.ts";

export function createListeners() {
  const listeners = new Set<() => void>();
  return {
    /** Returns how to unsubscribe. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Calls all listeners. One that fails does not stop the others; its fault is reported like any other. */
    tell() {
      for (const listener of listeners) attempt(listener);
    },
  };
}
