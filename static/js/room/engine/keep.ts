/**
 * Commands kept in the browser's storage until the server has answered, so that a reload or a
 * closed tab loses none. All tabs of one member share it. No DOM.
 */

import { recall, type Shelf } from "../../kit/storage.ts";

/** a command on its way */
export interface Entry {
  op_id: string;
  command: string;
  fields: Record<string, any>;
  /** what it is about; a newer one with the same key replaces it */
  key: string;
  /** when it was given, in ms */
  at: number;
  /**
   * whether it outlives the page: what a member says is kept, what a host does (next slide, close
   * poll) is for now or not at all
   */
  kept: boolean;
}

const LIFE = 12 * 60 * 60 * 1000;

/** @param owner room and member: people may share a computer */
export function createKeep(shelf: Shelf, owner: string, now: () => number) {
  const prefix = `webinar.kept.${owner}.`;

  const read = (name: string): Entry | null => recall(shelf, name);

  return {
    put(entry: Entry) {
      if (entry.kept) shelf.setItem(prefix + entry.key, JSON.stringify(entry));
    },

    /**
     * What stays says that it was done and when, not what was chosen: another tab that still holds
     * an older choice can tell by it.
     */
    done(entry: Entry) {
      if (!entry.kept || read(prefix + entry.key)?.op_id !== entry.op_id) return;
      // Nobody else can have said this one.
      if (entry.key.endsWith(entry.op_id)) return shelf.removeItem(prefix + entry.key);
      shelf.setItem(prefix + entry.key, JSON.stringify({ op_id: entry.op_id, at: entry.at }));
    },

    /** Whether another tab has meanwhile said something newer about the same thing. */
    isVoid(entry: Entry) {
      const last = read(prefix + entry.key);
      return Boolean(last && last.op_id !== entry.op_id && last.at > entry.at);
    },

    /** @returns what earlier pages left behind, oldest first */
    all(): Entry[] {
      const names = shelf.keys().filter((name) => name.startsWith(prefix));
      const entries = names.flatMap((name) => {
        const entry = read(name);
        if (entry && now() - entry.at < LIFE) return entry.command ? [{ ...entry, kept: true }] : [];
        shelf.removeItem(name);
        return [];
      });
      return entries.sort((one, other) => one.at - other.at);
    },
  };
}
