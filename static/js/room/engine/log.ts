/**
 * Things of which a room has many, by id: fetched when somebody wants to see them, and kept up by
 * what is said. Whoever comes back fetches only what has changed meanwhile. No DOM.
 */

import type { Room } from "./room.ts";

type Item = { id: number } & Record<string, any>;

interface Piece {
  items: Item[];
  /** everything that changed up to this version of the room has been told */
  version: number;
  /** ask at once for the rest */
  more?: boolean;
  /** forget what was known */
  reset?: boolean;
}

const PAUSES = [1000, 3000, 8000];

/**
 * @param part the part of the snapshot to which what is said is added
 * @param ask null when there was no answer
 * @param changed something came that was not said to the room
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
  /** What is said while a piece is on its way may be newer than the piece. */
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
      // What one is told alone has no place in the sequence of what all hear, but a version.
      if (fetching) late.push([Math.max(0, ...Object.values(heard), ...Object.values(pulses)), item]);
    }
    // Another picture of the room: before it, something may have been missed.
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
    /** With what was said last, whoever hears of it first. */
    get items() {
      hear();
      return [...items.values()];
    },
    /** Whether everything has come at least once. */
    get isThere() {
      return since > 0 || complete;
    },
    /** Begin to fetch, unless that was begun. */
    want() {
      if (wanted) return;
      wanted = true;
      hear();
    },
    /** What was learned in another way. */
    put(found: Item[]) {
      found.forEach(put);
    },
    close: unsubscribe,
  };
}
