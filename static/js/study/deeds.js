// @ts-check
/** What is to be told of a learner: kept on the device until the server says that it has it. */

/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {import("./timer.js").Read} Read */
/** @typedef {[edition: string, deed: Read]} Entry */
/**
 * @typedef {object} Deeds
 * @property {(deed: Read) => void} add
 * @property {(deed: Read) => void} hold what grows: told by the next page if this one dies
 * @property {() => Promise<boolean>} send whether nothing is left to tell
 * @property {() => void} sendAndGo the page goes: it waits for no answer
 * @property {() => void} forget take everything of this learner off the device
 */

const MOST_AT_ONCE = 200;
// What grows is told at every tick; if it is older, its page is gone.
const DEAD_AFTER_MS = 20_000;

/**
 * @param {Shelf} shelf
 * @param {object} about
 * @param {string} about.name of this learner in this course
 * @param {string} about.edition
 * @param {string} about.address
 * @param {string} about.token of the page's forms
 * @param {string} about.tab a name that no other page has
 * @param {() => void} [about.told] called when the server has taken something
 * @returns {Deeds}
 */
export function createDeeds(shelf, { name, edition, address, token, tab, told }) {
  const kept = `${name}.deeds`;
  const growing = `${name}.open.`;
  /** @type {Promise<boolean> | undefined} */
  let sending;

  /** @returns {Entry[]} */
  function read() {
    try {
      return JSON.parse(shelf.getItem(kept) ?? "[]");
    } catch {
      return [];
    }
  }

  /** @param {Entry[]} entries */
  function write(entries) {
    if (entries.length) shelf.setItem(kept, JSON.stringify(entries));
    else shelf.removeItem(kept);
  }

  function adoptOrphans() {
    for (const key of shelf.keys()) {
      if (!key.startsWith(growing)) continue;
      try {
        /** @type {Entry} */
        const entry = JSON.parse(shelf.getItem(key) ?? "");
        if (Date.now() - entry[1].ended < DEAD_AFTER_MS) continue;
        if (entry[1].seconds > 0) write([...read(), entry]);
      } catch {
        // Not ours, or half written: nothing can be done with it.
      }
      shelf.removeItem(key);
    }
  }

  /** A message of one edition, and the keys that are in it. */
  function message() {
    const entries = read();
    const of = entries[0]?.[0] ?? edition;
    const deeds = entries.filter(([one]) => one === of).slice(0, MOST_AT_ONCE);
    return { now: Date.now(), edition: of, deeds: deeds.map(([, deed]) => deed) };
  }

  async function send() {
    adoptOrphans();
    while (read().length) {
      const sent = message();
      if (!(await tell(sent))) return false;
      const keys = new Set(sent.deeds.map(({ key }) => key));
      write(read().filter(([, deed]) => !keys.has(deed.key)));
      told?.();
    }
    return true;
  }

  /** @param {object} sent @returns {Promise<boolean>} whether the server has dealt with it */
  async function tell(sent) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
        body: JSON.stringify(sent),
      });
      // Told to sit down first, or to wait: it stays here. What can never be kept does not.
      return !response.redirected && (response.ok || response.status === 422);
    } catch {
      return false;
    }
  }

  return {
    add(deed) {
      write([...read(), [edition, deed]]);
      shelf.removeItem(growing + tab);
    },
    hold: (deed) => shelf.setItem(growing + tab, JSON.stringify([edition, deed])),
    send() {
      sending ??= send().finally(() => (sending = undefined));
      return sending;
    },
    sendAndGo() {
      if (!read().length) return;
      const form = new FormData();
      form.set("csrf_token", token);
      form.set("deeds", JSON.stringify(message()));
      // The next page tells it again, and the server keeps it once.
      navigator.sendBeacon?.(address, form);
    },
    forget() {
      for (const key of shelf.keys()) if (key.startsWith(`${name}.`)) shelf.removeItem(key);
    },
  };
}
