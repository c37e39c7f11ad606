/** Those who want to hear of changes. No DOM. */

import { attempt } from "./attempt.ts";

export function createListeners() {
  const listeners = new Set<() => void>();
  return {
    /** @returns hears no more */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Whoever fails keeps no other from hearing; the fault is reported as any other. */
    tell() {
      for (const listener of listeners) attempt(listener);
    },
  };
}
