// @ts-check
/**
 * Commands kept in the browser's storage until the server has answered, so that a reload or a
 * closed tab loses none. All tabs of one member share it. No DOM.
 */

import { recall } from "../lib/storage.js";

/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/**
 * @typedef {object} Entry a command on its way
 * @property {string} op_id
 * @property {string} command
 * @property {Record<string, any>} fields
 * @property {string} key what it is about; a newer one with the same key replaces it
 * @property {number} at when it was given, in ms
 * @property {boolean} kept whether it outlives the page: what a member says is kept, what a host does
 *   (next slide, close poll) is for now or not at all
 */

const LIFE = 12 * 60 * 60 * 1000;

/**
 * @param {Shelf} shelf
 * @param {string} owner room and member: people may share a computer
 * @param {() => number} now
 */
export function createKeep(shelf, owner, now) {
  const prefix = `webinar.kept.${owner}.`;

  /** @param {string} name @returns {Entry | null} */
  const read = (name) => recall(shelf, name);

  return {
    /** @param {Entry} entry */
    put(entry) {
      if (entry.kept) shelf.setItem(prefix + entry.key, JSON.stringify(entry));
    },

    /**
     * What stays says that it was done and when, not what was chosen: another tab that still holds
     * an older choice can tell by it.
     * @param {Entry} entry
     */
    done(entry) {
      if (!entry.kept || read(prefix + entry.key)?.op_id !== entry.op_id) return;
      // Nobody else can have said this one.
      if (entry.key.endsWith(entry.op_id)) return shelf.removeItem(prefix + entry.key);
      shelf.setItem(prefix + entry.key, JSON.stringify({ op_id: entry.op_id, at: entry.at }));
    },

    /**
     * Whether another tab has meanwhile said something newer about the same thing.
     * @param {Entry} entry
     */
    isVoid(entry) {
      const last = read(prefix + entry.key);
      return Boolean(last && last.op_id !== entry.op_id && last.at > entry.at);
    },

    /** @returns {Entry[]} what earlier pages left behind, oldest first */
    all() {
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
