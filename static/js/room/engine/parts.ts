/** Applies changes of parts of the snapshot that say themselves how to apply them. Pure. */

import type { Snapshot } from "./types.ts";

/**
 * A part is an object. If there are several of its things, they are its `items`, each with an `id`.
 *
 * The body has `part`, and any of `set` (keys of the part), `put` (items), `gone` (ids).
 */
export function reducePart(state: Snapshot, { part, set, put = [], gone = [] }: any): Partial<Snapshot> {
  if (!part) return {};
  const known = (state as any)[part];
  const items = known?.items && { items: merge(known.items, put, gone) };
  return { [part]: { ...known, ...items, ...set } };
}

function merge(items: any[], put: any[], gone: any[]) {
  const news = new Map(put.map((item) => [item.id, item]));
  const merged = items
    .filter(({ id }) => !gone.includes(id))
    .map((item) => {
      const newer = news.get(item.id);
      news.delete(item.id);
      return newer ? { ...item, ...newer } : item;
    });
  return [...merged, ...news.values()];
}
