/** Applies changes of parts of the snapshot that say themselves how to apply them. Pure. */

import type { Snapshot } from "./types.ts";

/**
 * Applies a change to a part. A part is an object. If it holds several things, these are its `items`, each with
 * an `id`.
 *
 * The body has `part`, and any of `set` (keys of the part), `put` (items), `gone` (ids).
 */
export function reducePart(state: Snapshot, { part, set, put = [], gone = [] }: any): Partial<Snapshot> {
  if (!part) return {};
  const oldPart = (state as any)[part];
  const items = oldPart?.items && { items: merge(oldPart.items, put, gone) };
  return { [part]: { ...oldPart, ...items, ...set } };
}

function merge(items: any[], put: any[], gone: any[]) {
  const newItems = new Map(put.map((item) => [item.id, item]));
  const merged = items
    .filter(({ id }) => !gone.includes(id))
    .map((item) => {
      const newer = newItems.get(item.id);
      newItems.delete(item.id);
      return newer ? { ...item, ...newer } : item;
    });
  return [...merged, ...newItems.values()];
}
