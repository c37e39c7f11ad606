/** The room as this screen holds it: its state, its connection, and its commands. */

import { createListeners } from "../../kit/listeners.ts";
import { shelf as browserShelf, type Shelf } from "../../kit/storage.ts";
import type { Entry } from "./keep.ts";
import { openLink } from "./link.ts";
import { createOutbox, type How } from "./outbox.ts";
import { createSender, type Refusal } from "./sender.ts";
import * as store from "./store.ts";
import type { CommandFields, CommandName, QueryFields, QueryName } from "./messages.ts";
import type { Answer, Snapshot } from "./types.ts";

type Fetcher = (address: string, options: RequestInit) => Promise<Response>;
export type Connection = "connecting" | "connected" | "reconnecting" | "offline" | "ended" | "refused";

export interface Room {
  state: store.State;
  connection: Connection;
  /** Why the server will not seat this screen, if the connection is `refused`. */
  refusal: string | null;
  /** Commands without an answer yet, oldest first. */
  waiting: readonly Entry[];
  /** Commands that a rule refused, newest last. */
  refusals: readonly Refusal[];
  /** Calls `fn` after changes, once for several at a time. Returns how to unsubscribe. */
  subscribe: (fn: () => void) => () => void;
  /**
   * Resolves with the definite answer, however long the link is down. A newer vote or answer about the same
   * thing replaces one that still waits.
   */
  send: <Name extends string>(command: CommandName<Name>, fields?: CommandFields<Name>, how?: How) => Promise<Answer>;
  /** Sends a query, which changes nothing. Resolves with null if there was no answer. */
  ask: <Name extends string>(query: QueryName<Name>, fields: QueryFields<Name>) => Promise<any>;
  /** The time on the server, in ms: the clock of a phone may be minutes off. */
  now: () => number;
  close: () => void;
}

// No answer is lost on a link that is up, and a link that goes down says so at once. This is longer than the silence
// that closes a link.
const QUERY_WITHIN = 20_000;
// Wait for a snapshot as long as the link is up, however slow it is.
const FOR_EVER = 0x7fffffff;
// Compression would save less than the head of an HTTP response costs.
const MOST_BYTES = 2000;
const RESYNC_PAUSES = [0, 1000, 3000, 8000];
const REFUSALS_KEPT = 20;

export function openRoom({
  seat,
  snapshot,
  picture = "room.snapshot",
  connect,
  fetcher = (address, options) => fetch(address, options),
  shelf = browserShelf("localStorage"),
  clock = () => performance.now(),
}: {
  seat: string;
  /** The snapshot from which the page was rendered. */
  snapshot: Snapshot;
  /** The query that returns the current snapshot. */
  picture?: string;
  /** Stands in for Socket.IO's `io` in tests. */
  connect?: any;
  fetcher?: Fetcher;
  shelf?: Shelf;
  /** A clock that nobody can set. */
  clock?: () => number;
}): Room {
  let state = store.initial(snapshot);
  let ahead = Date.parse(snapshot.now) - clock();
  let wasConnected = false;
  let synced = false;
  /** Set while a snapshot is on its way. */
  let asking: AbortController | undefined;
  let newest = snapshot;
  let resyncs = 0;
  let refusals: Refusal[] = [];
  const listeners = createListeners();
  let told = true;

  const outbox = createOutbox(shelf, `${snapshot.room.code}.${snapshot.me.member}`);
  const link = openLink({ seat, connect, onBroadcast: hear, onChange: linkChanged });
  const sender = createSender({
    outbox,
    ask: (command, fields) => link.ask(command, fields),
    // Waiting commands go first: their answers are small, and the snapshot may take its time.
    isReady: () => link.status === "up",
    onAnswer: note,
    onChange: tell,
  });

  function linkChanged() {
    tell();
    if (link.status === "up") {
      void sender.run();
      // The link also reports when the device changes its network; what is on its way still arrives.
      if (!synced && !asking) void resync();
    } else {
      synced = false;
      asking?.abort();
      asking = undefined;
    }
  }

  /** Fetches the snapshot again, and retries until it arrives. Broadcasts are held meanwhile. */
  async function resync() {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    state = store.catchUp(state);
    const answer = await askForPicture(signal);
    // Only the newest request counts: an older one may have gone over a link that is lost since.
    if (signal.aborted) return;
    asking = undefined;
    if (!answer?.ok) return later(resync);
    newest = answer.snapshot ?? { ...newest, now: answer.now };
    // A slow snapshot, or a device that slept, makes this value too small; nothing makes it too large.
    ahead = Math.max(ahead, Date.parse(newest.now) - clock());
    state = store.caughtUp(state, newest);
    synced = true;
    wasConnected = true;
    tell();
    if (state.gap) return later(resync);
    resyncs = 0;
  }

  /** Returns no snapshot if nothing has changed. */
  async function askForPicture(signal: AbortSignal): Promise<any> {
    const answer = await link.ask(picture, { have: newest.tag, most: MOST_BYTES }, FOR_EVER);
    if (!answer?.bytes || signal.aborted) return answer;
    return (await fetchPicture(signal)) ?? (signal.aborted ? null : link.ask(picture, {}, FOR_EVER));
  }

  /**
   * Fetches over HTTP, where the snapshot is compressed and does not delay messages on the socket.
   * @returns null if it did not arrive this way
   */
  async function fetchPicture(signal: AbortSignal): Promise<any> {
    try {
      const response = await fetcher(`/rooms/${snapshot.room.code}/ask/${picture}`, { headers: { "X-Seat": seat }, signal });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  function later(act: () => void) {
    const pause = RESYNC_PAUSES[Math.min(resyncs, RESYNC_PAUSES.length - 1)] ?? 0;
    resyncs += 1;
    // If the link went down and came back meanwhile, it has already asked.
    setTimeout(() => link.status === "up" && !asking && act(), pause * (0.5 + Math.random()));
  }

  function hear(name: string, body: any) {
    if (name === "server.restarting") return link.pause(Number(body?.retry_ms) || 2000);
    const had = state;
    state = store.apply(state, name, body);
    if (state === had) return;
    tell();
    if (state.gap && !had.gap) later(resync);
  }

  function note({ command, fields, key }: Entry, answer: Answer) {
    refusals = refusals.filter((refusal) => refusal.key !== key);
    if (!answer.ok) {
      const refusal = { command, fields, key, code: answer.code ?? "internal" };
      refusals = [...refusals, refusal].slice(-REFUSALS_KEPT);
    } else if (answer.version !== undefined) {
      const [name, body] = store.echo(command, fields, answer.version);
      if (name) state = store.applyOwn(state, name, body);
    }
  }

  // Listeners redraw: several changes in one turn cause one redraw.
  function tell() {
    if (!told) return;
    told = false;
    queueMicrotask(() => {
      told = true;
      listeners.tell();
    });
  }

  function connection(): Connection {
    if (link.status === "refused") return "refused";
    if (state.room.state === "ended") return "ended";
    if (link.status === "up" && synced && !link.quiet) return "connected";
    if (link.status !== "up" && link.offline) return "offline";
    return wasConnected ? "reconnecting" : "connecting";
  }

  return {
    get state() {
      return state;
    },
    get connection() {
      return connection();
    },
    get refusal() {
      return link.refusal;
    },
    get waiting() {
      return outbox.entries;
    },
    get refusals() {
      return refusals;
    },
    subscribe: listeners.subscribe,
    send: (command, fields, how = {}) => sender.send(command, fields ?? {}, how),
    ask: (query, fields) => link.ask(query, fields, QUERY_WITHIN),
    now: () => clock() + ahead,
    close: link.close,
  };
}
