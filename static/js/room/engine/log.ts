/**
 * Keeps items of which a room has many, by id. They are fetched when somebody wants to see them, and broadcasts
 * keep them up to date. After a reconnect, only the changes since are fetched. No DOM.
 */

import type { Room } from "./room.ts";

type Item = { id: number } & Record<string, any>;

interface Piece {
  items: Item[];
  /** The piece contains every change up to this version of the room. */
  version: number;
  /** There is more: ask for the rest at once. */
  more?: boolean;
  /** Forget all items known so far. */
  reset?: boolean;
}

const PAUSES_MS = [1000, 3000, 8000];

/**
 * @param part the part of the snapshot to which broadcasts add items
 * @param ask resolves with null if there was no answer
 * @param onChange called for changes that no broadcast to the room announces
 */
export function createLog(
  room: Room,
  part: string,
  ask: (since: number) => Promise<Piece | null>,
  onChange: () => void,
) {
  const items = new Map<number, Item>();
  const seenItems = new WeakSet<Item>();
  let isWanted = false;
  let isComplete = false;
  let isFetching = false;
  let failures = 0;
  let since = 0;
  let snapshotVersion = room.state.version;
  /** A broadcast that arrives while a piece is on its way may be newer than the piece. */
  let lateItems: [number, Item][] = [];

  function put(item: Item) {
    items.set(item.id, { ...items.get(item.id), ...item });
  }

  function collect() {
    const { version, heard, pulses, ...state } = room.state;
    for (const item of (state as any)[part]?.items ?? []) {
      if (seenItems.has(item)) continue;
      seenItems.add(item);
      put(item);
      // A message to this member alone has a version, but no place in the sequence that everyone hears.
      if (isFetching) lateItems.push([Math.max(0, ...Object.values(heard), ...Object.values(pulses)), item]);
    }
    // There is another snapshot of the room: something may have been missed before it.
    if (version !== snapshotVersion) isComplete = false;
    snapshotVersion = version;
    if (isWanted && !isComplete && !isFetching && room.connection === "connected") void fetchMore();
  }

  async function fetchMore() {
    isFetching = true;
    const [versionBefore, piece] = [snapshotVersion, await ask(since)];
    isFetching = false;
    if (piece) {
      failures = 0;
      applyPiece(piece);
      isComplete = !piece.more && versionBefore === snapshotVersion;
      onChange();
      collect();
    } else {
      lateItems = [];
      setTimeout(collect, PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]);
      failures += 1;
    }
  }

  function applyPiece(piece: Piece) {
    if (piece.reset) items.clear();
    piece.items.forEach(put);
    for (const [version, item] of lateItems) if (version > piece.version) put(item);
    lateItems = [];
    since = piece.version;
  }

  collect();
  const unsubscribe = room.subscribe(collect);

  return {
    /** Returns the items, including those of the latest broadcasts, whichever listener runs first. */
    get items() {
      collect();
      return [...items.values()];
    },
    /** Returns whether everything has arrived at least once. */
    get isThere() {
      return since > 0 || isComplete;
    },
    /** Starts to fetch, unless fetching has started already. */
    want() {
      if (isWanted) return;
      isWanted = true;
      collect();
    },
    /** Adds items that arrived in another way. */
    put(newItems: Item[]) {
      newItems.forEach(put);
    },
    close: unsubscribe,
  };
}
