/**
 * Items of which a room has many, by id. They are fetched when somebody wants to see them, and broadcasts keep
 * them up to date. After a reconnect, only the changes since are fetched. No DOM.
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

const PAUSES = [1000, 3000, 8000];

/**
 * @param part the part of the snapshot to which broadcasts add items
 * @param ask resolves with null if there was no answer
 * @param changed called for changes that no broadcast to the room announces
 */
export function createLog(
  room: Room,
  part: string,
  ask: (since: number) => Promise<Piece | null>,
  changed: () => void,
) {
  const items = new Map<number, Item>();
  const taken = new WeakSet<Item>();
  let wanted = false;
  let complete = false;
  let fetching = false;
  let failures = 0;
  let since = 0;
  let picture = room.state.version;
  /** A broadcast that arrives while a piece is on its way may be newer than the piece. */
  let late: [number, Item][] = [];

  function put(item: Item) {
    items.set(item.id, { ...items.get(item.id), ...item });
  }

  function hear() {
    const { version, heard, pulses, ...state } = room.state;
    for (const item of (state as any)[part]?.items ?? []) {
      if (taken.has(item)) continue;
      taken.add(item);
      put(item);
      // A message to this member alone has a version, but no place in the sequence that everyone hears.
      if (fetching) late.push([Math.max(0, ...Object.values(heard), ...Object.values(pulses)), item]);
    }
    // There is another snapshot of the room: something may have been missed before it.
    if (version !== picture) complete = false;
    picture = version;
    if (wanted && !complete && !fetching && room.connection === "connected") void fetchMore();
  }

  async function fetchMore() {
    fetching = true;
    const [before, piece] = [picture, await ask(since)];
    fetching = false;
    if (piece) {
      failures = 0;
      take(piece);
      complete = !piece.more && before === picture;
      changed();
      hear();
    } else {
      late = [];
      setTimeout(hear, PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures += 1;
    }
  }

  function take(piece: Piece) {
    if (piece.reset) items.clear();
    piece.items.forEach(put);
    for (const [version, item] of late) if (version > piece.version) put(item);
    late = [];
    since = piece.version;
  }

  hear();
  const unsubscribe = room.subscribe(hear);

  return {
    /** The items, including those of the latest broadcasts, whichever listener runs first. */
    get items() {
      hear();
      return [...items.values()];
    },
    /** Whether everything has arrived at least once. */
    get isThere() {
      return since > 0 || complete;
    },
    /** Starts to fetch, unless fetching has started already. */
    want() {
      if (wanted) return;
      wanted = true;
      hear();
    },
    /** Adds items that arrived in another way. */
    put(found: Item[]) {
      found.forEach(put);
    },
    close: unsubscribe,
  };
}
