/** What is kept on this device, in IndexedDB: courses, their packs, and deeds that wait to be sent. */

import type { Deed, Saved } from "../player/types.ts";
import { NAME } from "./used.ts";

/** a course on this device, of one learner */
export interface Kept {
  /** of the course; of who is not at it now, `asideOf` that */
  code: string;
  /** in the language it was kept in */
  title: string;
  edition: string;
  /** of the packs, by language: words and glossary change, too */
  versions?: Record<string, string>;
  languages: string[];
  /** of the pack as it lies here */
  bytes: number;
  keptAt: number;
  /** of the learner's own link, for sending */
  token: string;
  /** number within the course */
  learner: number;
  /** the number under which they sat down here: a guest's, who is this learner by now */
  seat?: number;
  /** of the learner, who may not be the only one at this phone */
  name?: string;
  saved: Saved;
  /** it stays here when others study at this device, as its learner wanted */
  beside?: boolean;
  /** why sending fails for good: "" or `link_gone` */
  problem: string;
}

/** a deed that was not sent, or was refused */
export interface Waiting {
  key: string;
  code: string;
  /** that it was done in */
  edition: string;
  at: number;
  deed: Deed;
  /** the reason, or "" */
  refused: string;
}

// Milliseconds for other tabs to let go: who leaves is not told that all is gone before it is.
const PATIENCE = 2000;
const STORES = ["courses", "packs", "queue", "leases"] as const;

let opened: Promise<IDBDatabase> | null = null;
/** Who leaves is about to go: what the page still does must not make the database anew. */
let isShut = false;

function open(): Promise<IDBDatabase> {
  if (isShut) return new Promise(() => {});
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("courses", { keyPath: "code" });
      database.createObjectStore("packs", { keyPath: "code" });
      database.createObjectStore("queue", { keyPath: "key" }).createIndex("code", "code");
      database.createObjectStore("leases", { keyPath: "name" });
    };
    request.onsuccess = () => {
      // Another tab may want to remove everything, or have a newer version of it. It is let go of at
      // once: whoever is closed a moment later has blocked the other.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      request.result.onclose = close;
      resolve(request.result);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error);
    };
  });
  return opened;
}

function close() {
  void opened?.then((database) => database.close());
  opened = null;
}

/**
 * One transaction: all of it is written, or nothing. `work` may only wait for `ask`.
 * @returns rejects with a `QuotaExceededError` where there is no room
 */
export async function transact<T>(
  mode: "readonly" | "readwrite",
  work: (stores: { [name in (typeof STORES)[number]]: IDBObjectStore }) => Promise<T>,
): Promise<T> {
  const database = await open();
  const transaction = database.transaction([...STORES], mode);
  const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])) as any;
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
  try {
    const result = await work(stores);
    await ended;
    return result;
  } catch (error) {
    ended.catch(() => {});
    if (transaction.error === null) quietly(() => transaction.abort());
    throw transaction.error ?? error;
  }
}

/**
 * The database itself goes; other tabs let go of it, or are not waited for.
 * @param isLast whether this page does nothing more with it: what it asks for later never comes
 */
export function drop(isLast: boolean): Promise<void> {
  close();
  isShut = isLast;
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = () => resolve();
    request.onblocked = () => setTimeout(resolve, PATIENCE);
  });
}

export function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param error whether it says that there is no room */
export function isFull(error: unknown) {
  return (error as any)?.name === "QuotaExceededError";
}

function quietly(act: () => void) {
  try {
    act();
  } catch {
    // It has ended by itself.
  }
}
