/** Opens this device's store in IndexedDB: courses, their packs, and deeds that wait to be sent. */

import type { Deed, Saved } from "../player/types.ts";
import type { Pin } from "./pin.ts";
import { DATABASE_NAME } from "./usage.ts";

/** A course on this device, of one learner. */
export interface Kept {
  /** The code of the course or, if the learner is not active now, its `asideOf`. */
  code: string;
  /** The title in the language in which the course was kept. */
  title: string;
  edition: string;
  /** The versions of the packs, by language: words and glossary change, too. */
  versions?: Record<string, string>;
  languages: string[];
  /** The size of the pack on this device. */
  bytes: number;
  keptAt: number;
  /** The token of the learner's own link, for sending. */
  token: string;
  /** The learner's number within the course. */
  learner: number;
  /** The number under which they first studied here: that of a guest, who has become this learner. */
  seat?: number;
  /** The name of the learner, who may not be the only one on this phone. */
  name?: string;
  saved: Saved;
  /** The learner wants the course to stay here when others study on this device. */
  beside?: boolean;
  /** Opens the course without a network, if the learner has set one. */
  pin?: Pin;
  /** Why sending fails for good: "" or `link_gone`. */
  problem: string;
}

/** A deed that was not sent, or was refused. */
export interface Waiting {
  key: string;
  code: string;
  /** The edition in which it was done. */
  edition: string;
  at: number;
  deed: Deed;
  /** The reason for the refusal, or "". */
  refused: string;
}

// How many ms other tabs get to close the database, so that a learner is not told too early that everything is gone.
const PATIENCE_MS = 2000;
const STORES = ["courses", "packs", "queue", "leases"] as const;

let connection: Promise<IDBDatabase> | null = null;
/** Set when the learner is leaving: the page must not create the database again. */
let isShut = false;

function open(): Promise<IDBDatabase> {
  if (isShut) return new Promise(() => {});
  connection ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("courses", { keyPath: "code" });
      database.createObjectStore("packs", { keyPath: "code" });
      database.createObjectStore("queue", { keyPath: "key" }).createIndex("code", "code");
      database.createObjectStore("leases", { keyPath: "name" });
    };
    request.onsuccess = () => {
      // Another tab may want to delete the database, or have a newer version of it. Close it at once: a delay, however
      // short, would have blocked the other tab.
      request.result.onversionchange = () => {
        request.result.close();
        connection = null;
      };
      request.result.onclose = close;
      resolve(request.result);
    };
    request.onerror = () => {
      connection = null;
      reject(request.error);
    };
  });
  return connection;
}

function close() {
  void connection?.then((database) => database.close());
  connection = null;
}

/**
 * Runs one transaction: it writes everything or nothing. `work` may only wait for `ask`.
 * @returns rejects with a `QuotaExceededError` if there is no space
 */
export async function transact<T>(
  mode: "readonly" | "readwrite",
  work: (stores: { [name in (typeof STORES)[number]]: IDBObjectStore }) => Promise<T>,
): Promise<T> {
  const database = await open();
  const transaction = database.transaction([...STORES], mode);
  const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])) as any;
  const completion = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
  try {
    const result = await work(stores);
    await completion;
    return result;
  } catch (error) {
    completion.catch(() => {});
    if (transaction.error === null) quietly(() => transaction.abort());
    throw transaction.error ?? error;
  }
}

/**
 * Deletes the whole database. Other tabs close it; if they do not, this stops waiting for them.
 * @param isLast whether this page does nothing more with the database: later requests never resolve
 */
export function drop(isLast: boolean): Promise<void> {
  close();
  isShut = isLast;
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = request.onerror = () => resolve();
    request.onblocked = () => setTimeout(resolve, PATIENCE_MS);
  });
}

export function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Returns whether the error says that there is no space. */
export function isFull(error: unknown) {
  return (error as any)?.name === "QuotaExceededError";
}

function quietly(act: () => void) {
  try {
    act();
  } catch {
    // The transaction has ended by itself.
  }
}
