// @ts-check
/** What is kept on this device, in IndexedDB: courses, their packs, and deeds that wait to be sent. */

import { NAME } from "./used.js";

/**
 * @typedef {object} Kept a course on this device, of one learner
 * @property {string} code of the course; of who is not at it now, `asideOf` that
 * @property {string} title in the language it was kept in
 * @property {string} edition
 * @property {Record<string, string>} [versions] of the packs, by language: words and glossary change, too
 * @property {string[]} languages
 * @property {number} bytes of the pack as it lies here
 * @property {number} keptAt
 * @property {string} token of the learner's own link, for sending
 * @property {number} learner number within the course
 * @property {number} [seat] the number under which they sat down here: a guest's, who is this learner by now
 * @property {string} [name] of the learner, who may not be the only one at this phone
 * @property {import("../player/types.js").Saved} saved
 * @property {boolean} [beside] it stays here when others study at this device, as its learner wanted
 * @property {string} problem why sending fails for good: "" or `link_gone`
 *
 * @typedef {object} Waiting a deed that was not sent, or was refused
 * @property {string} key
 * @property {string} code
 * @property {string} edition that it was done in
 * @property {number} at
 * @property {import("../player/types.js").Deed} deed
 * @property {string} refused the reason, or ""
 */

// Milliseconds for other tabs to let go: who leaves is not told that all is gone before it is.
const PATIENCE = 2000;
const STORES = /** @type {const} */ (["courses", "packs", "queue", "leases"]);

/** @type {Promise<IDBDatabase> | null} */
let opened = null;
/** Who leaves is about to go: what the page still does must not make the database anew. */
let isShut = false;

/** @returns {Promise<IDBDatabase>} */
function open() {
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
 * @template T
 * @param {"readonly" | "readwrite"} mode
 * @param {(stores: {[name in (typeof STORES)[number]]: IDBObjectStore}) => Promise<T>} work
 * @returns {Promise<T>} rejects with a `QuotaExceededError` where there is no room
 */
export async function transact(mode, work) {
  const database = await open();
  const transaction = database.transaction([...STORES], mode);
  const stores = /** @type {any} */ (Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])));
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
 * @param {boolean} isLast whether this page does nothing more with it: what it asks for later never comes
 * @returns {Promise<void>}
 */
export function drop(isLast) {
  close();
  isShut = isLast;
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = () => resolve();
    request.onblocked = () => setTimeout(resolve, PATIENCE);
  });
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {unknown} error whether it says that there is no room */
export function isFull(error) {
  return /** @type {any} */ (error)?.name === "QuotaExceededError";
}

/** @param {() => void} act */
function quietly(act) {
  try {
    act();
  } catch {
    // It has ended by itself.
  }
}
