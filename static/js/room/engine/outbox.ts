/** Queues commands that the server has not answered yet, in the order in which they were given. No DOM, no socket. */

import { newId } from "../../kit/id.ts";
import type { Shelf } from "../../kit/storage.ts";
import { FEATURES } from "./features.ts";
import { createKeep, type Entry } from "./kept_commands.ts";

const MOST_WAITING = 100;
const LONGEST_AGE_MS = 12 * 60 * 60 * 1000;

const ABOUT: Record<string, string> = Object.assign({}, ...FEATURES.map(({ about }) => about));
const KEPT = new Set(FEATURES.flatMap(({ kept = [] }) => kept));

/**
 * How a command waits, unless its feature's object says so. `about` names what the command is about (a newer one
 * replaces it); with `kept` it outlives the page.
 */
export type SendOptions = { about?: string; kept?: boolean };

export function createOutbox(shelf: Shelf, owner: string, now: () => number = Date.now) {
  const keep = createKeep(shelf, owner, now);
  let entries = keep.all().slice(-MOST_WAITING);
  let inFlight: Entry | null = null;

  return {
    /** Returns null if too many commands wait already. */
    add(
      command: string,
      fields: Record<string, any>,
      { about, kept = KEPT.has(command) }: SendOptions = {},
    ): { entry: Entry; replaced: Entry | null } | null {
      const op_id = newId();
      const subjectField = ABOUT[command];
      const key = `${command} ${subjectField === undefined ? about ?? op_id : fields[subjectField] ?? ""}`;
      const replaced = entries.find((entry) => entry.key === key && entry !== inFlight) ?? null;
      const others = entries.filter((entry) => entry !== replaced);
      if (others.length >= MOST_WAITING) return null;
      const entry = { op_id, command, fields, key, at: now(), kept };
      entries = [...others, entry];
      keep.put(entry);
      return { entry, replaced };
    },

    /** Returns the first command, which is now in flight. */
    take(): Entry | null {
      inFlight = entries[0] ?? null;
      return inFlight;
    },

    /** Makes the command in flight wait again, under the same op_id, because no answer came. */
    putBack() {
      inFlight = null;
    },

    /** Removes a command that was answered for good, or given up. */
    done(entry: Entry) {
      entries = entries.filter((other) => other !== entry);
      if (inFlight === entry) inFlight = null;
      keep.done(entry);
    },

    /** Returns how many ms ago the command was given, within limits: somebody may have set the clock since. */
    ageOf: ({ at }: Entry) => Math.min(Math.max(0, now() - at), LONGEST_AGE_MS),

    isVoid: (entry: Entry) => keep.isVoid(entry),
    isInFlight: (entry: Entry) => entry === inFlight,
    get entries() {
      return entries;
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
