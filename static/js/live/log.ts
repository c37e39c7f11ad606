// @ts-check
/**
 * Things of which a room has many, by id: fetched when somebody wants to see them, and kept up by
 * what is said. Whoever comes back fetches only what has changed meanwhile. No DOM.
 */

/** @typedef {import("./room.js").Room} Room */
/** @typedef {{id: number} & Record<string, any>} Item */
/**
 * @typedef {object} Piece
 * @property {Item[]} items
 * @property {number} version everything that changed up to this version of the room has been told
 * @property {boolean} [more] ask at once for the rest
 * @property {boolean} [reset] forget what was known
 */

const PAUSES = [1000, 3000, 8000];

/**
 * @param {Room} room
 * @param {string} part the part of the snapshot to which what is said is added
 * @param {(since: number) => Promise<Piece | null>} ask null when there was no answer
 * @param {() => void} changed something came that was not said to the room
 */
export function createLog(room, part, ask, changed) {
  /** @type {Map<number, Item>} */
  const items = new Map();
  /** @type {WeakSet<Item>} */
  const taken = new WeakSet();
  let wanted = false;
  let complete = false;
  let fetching = false;
  let failures = 0;
  let since = 0;
  let picture = room.state.version;
  /** What is said while a piece is on its way may be newer than the piece. @type {[number, Item][]} */
  let late = [];

  /** @param {Item} item */
  function put(item) {
    items.set(item.id, { ...items.get(item.id), ...item });
  }

  function hear() {
    const { version, heard, pulses, ...state } = room.state;
    for (const item of /** @type {any} */ (state)[part]?.items ?? []) {
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

  /** @param {Piece} piece */
  function take(piece) {
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
    /** What was learned in another way. @param {Item[]} found */
    put(found) {
      found.forEach(put);
    },
    close: unsubscribe,
  };
}

/** @typedef {ReturnType<typeof createLog>} Log */
