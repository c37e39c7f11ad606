/** Keeps a list of functions to call after each change. No DOM. */

import { attempt } from "./attempt.ts";

export function createListeners() {
  const listeners = new Set<() => void>();
  return {
    /** Returns a function that unsubscribes the listener. */
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
