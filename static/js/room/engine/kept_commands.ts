/**
 * Keeps commands in the browser's storage until the server has answered, so that a reload or a closed tab loses
 * none. All tabs of one member share the storage. No DOM.
 */

import { recall, type Shelf } from "../../kit/storage.ts";

/** A command on its way. */
export interface Entry {
  op_id: string;
  command: string;
  fields: Record<string, any>;
  /** The subject of the command. A newer command with the same key replaces it. */
  key: string;
  /** When it was given, in ms. */
  at: number;
  /**
   * Whether it outlives the page. What a member says is kept; what a host does (next slide, close poll) must
   * happen now or not at all.
   */
  kept: boolean;
}

const LIFE_MS = 12 * 60 * 60 * 1000;

/** @param owner the room and the member: several people may share a computer */
export function createKeep(shelf: Shelf, owner: string, now: () => number) {
  const prefix = `webinar.kept.${owner}.`;

  const read = (name: string): Entry | null => recall(shelf, name);

  return {
    put(entry: Entry) {
      if (entry.kept) shelf.setItem(prefix + entry.key, JSON.stringify(entry));
    },

    /**
     * Keeps that the command was done and when, but not what was chosen. Another tab that still holds an older
     * choice can tell from this that its choice is void.
     */
    done(entry: Entry) {
      if (!entry.kept || read(prefix + entry.key)?.op_id !== entry.op_id) return;
      // No other tab can hold a command with this key.
      if (entry.key.endsWith(entry.op_id)) return shelf.removeItem(prefix + entry.key);
      shelf.setItem(prefix + entry.key, JSON.stringify({ op_id: entry.op_id, at: entry.at }));
    },

    /** Returns whether another tab has since sent something newer about the same thing. */
    isVoid(entry: Entry) {
      const last = read(prefix + entry.key);
      return Boolean(last && last.op_id !== entry.op_id && last.at > entry.at);
    },

    /** Returns the commands that earlier pages left behind, oldest first. */
    all(): Entry[] {
      const names = shelf.keys().filter((name) => name.startsWith(prefix));
      const entries = names.flatMap((name) => {
        const entry = read(name);
        if (entry && now() - entry.at < LIFE_MS) return entry.command ? [{ ...entry, kept: true }] : [];
        shelf.removeItem(name);
        return [];
      });
      return entries.sort((a, b) => a.at - b.at);
    },
  };
}
