/** Opens the room as this screen holds it: its state, its connection, and its commands. */

import { createListeners } from "../../kit/listeners.ts";
import { shelf as browserShelf, type Shelf } from "../../kit/storage.ts";
import type { Entry } from "./kept_commands.ts";
import { openLink } from "./link.ts";
import { createOutbox, type SendOptions } from "./outbox.ts";
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
  /** Calls `fn` after changes, once for several at a time. Returns a function that unsubscribes. */
  subscribe: (fn: () => void) => () => void;
  /**
   * Resolves with the definite answer, however long the link is down. A newer vote or answer about the same
   * thing replaces one that still waits.
   */
  send: <Name extends string>(command: CommandName<Name>, fields?: CommandFields<Name>, options?: SendOptions) => Promise<Answer>;
  /** Sends a query, which changes nothing. Resolves with null if there was no answer. */
  ask: <Name extends string>(query: QueryName<Name>, fields: QueryFields<Name>) => Promise<any>;
  /** Sends an event that gets no answer and is not repeated, if the link is up. */
  tell: (event: string, fields: object) => void;
  /** Calls `fn` with each broadcast of this name, which does not change the state. */
  hear: (name: string, fn: (body: any) => void) => void;
  /** Bytes that wait in the browser to be sent. */
  readonly unsent: number;
  /** The time on the server, in ms: the clock of a phone may be minutes off. */
  now: () => number;
  close: () => void;
}

// No answer is lost on a link that is up, and a link that goes down says so at once. This is longer than the silence
// that closes a link.
const QUERY_WITHIN_MS = 20_000;
// Wait for a snapshot as long as the link is up, however slow it is.
const FOR_EVER_MS = 0x7fffffff;
// Compression would save less than the head of an HTTP response costs.
const MOST_BYTES = 2000;
const RESYNC_PAUSES_MS = [0, 1000, 3000, 8000];
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
  let state = store.initialState(snapshot);
  let clockOffsetMs = Date.parse(snapshot.now) - clock();
  let wasConnected = false;
  let isSynced = false;
  /** Set while a snapshot is on its way. */
  let snapshotRequest: AbortController | undefined;
  let newestSnapshot = snapshot;
  let resyncs = 0;
  let refusals: Refusal[] = [];
  const listeners = createListeners();
  const hearers: Record<string, (body: any) => void> = {};
  let isNotified = true;

  const outbox = createOutbox(shelf, `${snapshot.room.code}.${snapshot.me.member}`);
  const link = openLink({ seat, connect, onBroadcast: applyBroadcast, onChange: onLinkChange });
  const sender = createSender({
    outbox,
    ask: (command, fields) => link.ask(command, fields),
    // Waiting commands go first: their answers are small, and the snapshot may take its time.
    isReady: () => link.status === "up",
    onAnswer: recordAnswer,
    onChange: tell,
  });

  function onLinkChange() {
    tell();
    if (link.status === "up") {
      void sender.run();
      // The link also reports when the device changes its network; what is on its way still arrives.
      if (!isSynced && !snapshotRequest) void resync();
    } else {
      isSynced = false;
      snapshotRequest?.abort();
      snapshotRequest = undefined;
    }
  }

  /** Fetches the snapshot again, and retries until it arrives. Broadcasts are held meanwhile. */
  async function resync() {
    snapshotRequest?.abort();
    const { signal } = (snapshotRequest = new AbortController());
    state = store.startCatchUp(state);
    const answer = await askForSnapshot(signal);
    // Only the newest request counts: an older one may have gone over a link that is lost since.
    if (signal.aborted) return;
    snapshotRequest = undefined;
    if (!answer?.ok) return retryLater(resync);
    newestSnapshot = answer.snapshot ?? { ...newestSnapshot, now: answer.now };
    // A slow snapshot, or a device that slept, makes this value too small; nothing makes it too large.
    clockOffsetMs = Math.max(clockOffsetMs, Date.parse(newestSnapshot.now) - clock());
    state = store.finishCatchUp(state, newestSnapshot);
    isSynced = true;
    wasConnected = true;
    tell();
    if (state.gap) return retryLater(resync);
    resyncs = 0;
  }

  /** Returns no snapshot if nothing has changed. */
  async function askForSnapshot(signal: AbortSignal): Promise<any> {
    const answer = await link.ask(picture, { have: newestSnapshot.tag, most: MOST_BYTES }, FOR_EVER_MS);
    if (!answer?.bytes || signal.aborted) return answer;
    return (await fetchSnapshot(signal)) ?? (signal.aborted ? null : link.ask(picture, {}, FOR_EVER_MS));
  }

  /**
   * Fetches over HTTP, where the snapshot is compressed and does not delay messages on the socket.
   * @returns null if it did not arrive this way
   */
  async function fetchSnapshot(signal: AbortSignal): Promise<any> {
    try {
      const response = await fetcher(`/rooms/${snapshot.room.code}/ask/${picture}`, { headers: { "X-Seat": seat }, signal });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  function retryLater(act: () => void) {
    const pauseMs = RESYNC_PAUSES_MS[Math.min(resyncs, RESYNC_PAUSES_MS.length - 1)] ?? 0;
    resyncs += 1;
    // If the link went down and came back meanwhile, it has already asked.
    setTimeout(() => link.status === "up" && !snapshotRequest && act(), pauseMs * (0.5 + Math.random()));
  }

  function applyBroadcast(name: string, body: any) {
    if (name === "server.restarting") return link.pause(Number(body?.retry_ms) || 2000);
    if (hearers[name]) return hearers[name](body);
    const stateBefore = state;
    state = store.apply(state, name, body);
    if (state === stateBefore) return;
    tell();
    if (state.gap && !stateBefore.gap) retryLater(resync);
  }

  function recordAnswer({ command, fields, key }: Entry, answer: Answer) {
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
    if (!isNotified) return;
    isNotified = false;
    queueMicrotask(() => {
      isNotified = true;
      listeners.tell();
    });
  }

  function connection(): Connection {
    if (link.status === "refused") return "refused";
    if (state.room.state === "ended") return "ended";
    if (link.status === "up" && isSynced && !link.quiet) return "connected";
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
    send: (command, fields, options = {}) => sender.send(command, fields ?? {}, options),
    ask: (query, fields) => link.ask(query, fields, QUERY_WITHIN_MS),
    tell: link.tell,
    hear: (name, fn) => {
      hearers[name] = fn;
    },
    get unsent() {
      return link.unsent;
    },
    now: () => clock() + clockOffsetMs,
    close: link.close,
  };
}
