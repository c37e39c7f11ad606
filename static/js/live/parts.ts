// @ts-check
/** Changes of parts of the snapshot that say themselves how they are applied. Pure. */

/**
 * A part is an object; things of which there are several are its `items`, each with an `id`.
 *
 * @param {import("./types.js").Snapshot} state
 * @param {any} body `part`, and any of `set` (keys of the part), `put` (items), `gone` (ids)
 * @returns {Partial<import("./types.js").Snapshot>}
 */
export function reducePart(state, { part, set, put = [], gone = [] }) {
  if (!part) return {};
  const known = /** @type {any} */ (state)[part];
  const items = known?.items && { items: merge(known.items, put, gone) };
  return { [part]: { ...known, ...items, ...set } };
}

/** @param {any[]} items @param {any[]} put @param {any[]} gone */
function merge(items, put, gone) {
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
