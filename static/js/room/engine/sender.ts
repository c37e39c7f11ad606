/**
 * Sends commands one after another, each until it has a definite answer. A command is sent again under the same
 * op_id, so the server carries it out once however often it arrives.
 */

import type { Entry } from "./kept_commands.ts";
import type { SendOptions, Outbox } from "./outbox.ts";
import type { Answer } from "./types.ts";

/** Resolves with null if no answer came. */
type Ask = (command: string, fields: object) => Promise<any>;

export type Refusal = { command: string; fields: Record<string, any>; key: string; code: string };

const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
// Give up a host's command that could not be sent within this time: a slide must not turn much later.
const PATIENCE_MS = 30_000;

export function createSender({
  outbox,
  ask,
  isReady,
  onAnswer,
  onChange,
  random = Math.random,
}: {
  outbox: Outbox;
  ask: Ask;
  /** Whether the link is up and the snapshot has arrived. */
  isReady: () => boolean;
  onAnswer: (entry: Entry, answer: Answer) => void;
  onChange: () => void;
  random?: () => number;
}) {
  const waiters = new Map<string, Array<(answer: Answer) => void>>();
  /** Commands to give up unless the awaited answer comes. */
  const overdue = new WeakSet<Entry>();
  let isBusy = false;
  let failures = 0;

  function send(command: string, fields: Record<string, any>, options?: SendOptions): Promise<Answer> {
    const added = outbox.add(command, fields, options);
    if (!added) return Promise.resolve({ ok: false, code: "try_again", retry: true });
    const { entry, replaced } = added;
    const promise = new Promise((resolve) => {
      // The caller of the replaced command gets the answer to its replacement.
      waiters.set(entry.op_id, [...takeWaiters(replaced), resolve]);
    });
    if (!entry.kept) setTimeout(() => giveUp(entry), PATIENCE_MS);
    onChange();
    void run();
    return promise as Promise<Answer>;
  }

  /** Sends the waiting commands as far as possible. Call it when the link has come up. */
  async function run() {
    if (isBusy || !isReady()) return;
    const entry = outbox.take();
    if (!entry) return;
    if (outbox.isVoid(entry)) return settle(entry, { ok: true });
    isBusy = true;
    onChange();
    const fields = { ...entry.fields, op_id: entry.op_id };
    // Closing a step counts the answers given before, however long they were on their way.
    if ("age" in fields) fields.age = outbox.ageOf(entry);
    const answer = await ask(entry.command, fields);
    isBusy = false;
    if (isFinal(answer)) return settle(entry, answer);
    outbox.putBack();
    if (overdue.has(entry)) return giveUp(entry);
    onChange();
    const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;
    failures += 1;
    setTimeout(run, pauseMs * (0.5 + random()));
  }

  function settle(entry: Entry, answer: Answer) {
    failures = 0;
    outbox.done(entry);
    onAnswer(entry, answer);
    for (const resolve of takeWaiters(entry)) resolve(answer);
    onChange();
    void run();
  }

  function giveUp(entry: Entry) {
    if (!outbox.entries.includes(entry)) return;
    if (outbox.isInFlight(entry)) overdue.add(entry);
    else settle(entry, { ok: false, code: "offline", retry: true });
  }

  function takeWaiters(entry: Entry | null) {
    const resolves = (entry && waiters.get(entry.op_id)) ?? [];
    if (entry) waiters.delete(entry.op_id);
    return resolves;
  }

  return { send, run };
}

function isFinal(answer: any): answer is Answer {
  return Boolean(answer) && (answer.ok === true || answer.retry !== true);
}
