// @ts-check
/** Commands that the server has not answered yet, in the order they were given. No DOM, no socket. */

import { newId } from "../lib/id.js";
import { FEATURES } from "./features.js";
import { createKeep } from "./keep.js";

/** @typedef {import("./keep.js").Entry} Entry */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */

const MOST = 100;
const LONGEST_WAY = 12 * 60 * 60 * 1000;

/** @type {Record<string, string>} */
const ABOUT = Object.assign({}, ...FEATURES.map(({ about }) => about));
const KEPT = new Set(FEATURES.flatMap(({ kept = [] }) => kept));

/**
 * How a command waits, where its feature's object does not say so: `about` names what it is about (a
 * newer one replaces it), `kept` has it outlive the page.
 * @typedef {{about?: string, kept?: boolean}} How
 */

/**
 * @param {Shelf} shelf
 * @param {string} owner
 * @param {() => number} [now]
 */
export function createOutbox(shelf, owner, now = Date.now) {
  const keep = createKeep(shelf, owner, now);
  let entries = keep.all().slice(-MOST);
  /** @type {Entry | null} */
  let inFlight = null;

  return {
    /**
     * @param {string} command
     * @param {Record<string, any>} fields
     * @param {How} [how]
     * @returns {{entry: Entry, replaced: Entry | null} | null} null when too many wait already
     */
    add(command, fields, { about, kept = KEPT.has(command) } = {}) {
      const op_id = newId();
      const of = ABOUT[command];
      const key = `${command} ${of === undefined ? about ?? op_id : fields[of] ?? ""}`;
      const replaced = entries.find((entry) => entry.key === key && entry !== inFlight) ?? null;
      const others = entries.filter((entry) => entry !== replaced);
      if (others.length >= MOST) return null;
      const entry = { op_id, command, fields, key, at: now(), kept };
      entries = [...others, entry];
      keep.put(entry);
      return { entry, replaced };
    },

    /** @returns {Entry | null} the first one, now in flight */
    take() {
      inFlight = entries[0] ?? null;
      return inFlight;
    },

    /** No answer came for the one in flight: it waits again, under the same op_id. */
    putBack() {
      inFlight = null;
    },

    /** @param {Entry} entry answered for good, or given up */
    done(entry) {
      entries = entries.filter((other) => other !== entry);
      if (inFlight === entry) inFlight = null;
      keep.done(entry);
    },

    /**
     * How long ago it was given, in ms: somebody may have set the clock meanwhile.
     * @param {Entry} entry
     */
    ageOf: ({ at }) => Math.min(Math.max(0, now() - at), LONGEST_WAY),

    /** @param {Entry} entry */
    isVoid: (entry) => keep.isVoid(entry),
    /** @param {Entry} entry */
    isInFlight: (entry) => entry === inFlight,
    get entries() {
      return entries;
    },
  };
}

/** @typedef {ReturnType<typeof createOutbox>} Outbox */
