// @ts-check
/** What is to be told of a learner: kept on the device until the server says that it has it. */

import { fetchPatiently } from "./patience.js";

/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {import("./timer.js").Read} Read */
/** @typedef {import("../player/types.js").Answered} Answered */
/** @typedef {Read | Answered} Deed */
/** @typedef {[edition: string, deed: Deed]} Entry */
/**
 * @typedef {object} Deeds
 * @property {(deed: Read) => void} add
 * @property {(deed: Answered) => string} answer queues it, and gives its key: it takes the place of
 *   another answer to the question that waits, and has the key of the same one
 * @property {(key: string) => void} drop the server has it
 * @property {() => Answered[]} answers that wait
 * @property {(deed: Read) => void} hold what grows: told by the next page if this one dies
 * @property {() => Promise<boolean>} send whether nothing is left to tell
 * @property {() => boolean} isCut whether the server could not be reached when something was last told
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
 * @param {(answer: Answered | undefined, refused: boolean) => void} [about.told] called when the server has
 *   taken something: times, or one answer, or has refused it for good
 * @returns {Deeds}
 */
export function createDeeds(shelf, { name, edition, address, token, tab, told }) {
  const kept = `${name}.deeds`;
  const growing = `${name}.open.`;
  /** @type {Promise<boolean> | undefined} */
  let sending;
  let isCut = false;

  /** @returns {Entry[]} */
  const read = () => parsed(shelf.getItem(kept)) ?? [];

  /** @param {Entry[]} entries */
  function write(entries) {
    if (entries.length) shelf.setItem(kept, JSON.stringify(entries));
    else shelf.removeItem(kept);
  }

  function answers() {
    const deeds = read().map(([, deed]) => deed);
    return /** @type {Answered[]} */ (deeds.filter(({ type }) => type === "answered"));
  }

  function adoptOrphans() {
    for (const key of shelf.keys()) {
      if (!key.startsWith(growing)) continue;
      const entry = parsed(shelf.getItem(key));
      const deed = /** @type {Read | undefined} */ (entry?.[1]);
      if (deed && Date.now() - deed.ended < DEAD_AFTER_MS) continue;
      // With what is not ours, or half written, nothing can be done.
      if (deed?.seconds) write([...read(), entry]);
      shelf.removeItem(key);
    }
  }

  /** An answer by itself, or times of one edition: what becomes of the one must not touch the others. */
  function message() {
    const entries = read();
    const [of, first] = entries[0] ?? [edition];
    const times = entries.filter(([one, { type }]) => one === of && type === "read").slice(0, MOST_AT_ONCE);
    const deeds = first?.type === "answered" ? [first] : times.map(([, deed]) => deed);
    return { now: Date.now(), edition: of, deeds };
  }

  /** @param {(deed: Deed) => boolean} isKept */
  const keepOnly = (isKept) => write(read().filter(([, deed]) => isKept(deed)));

  async function send() {
    isCut = false;
    adoptOrphans();
    while (read().length) {
      const sent = message();
      const response = await fetchPatiently(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
        body: JSON.stringify(sent),
      });
      isCut = !response;
      /** What became of each deed. @type {{code: string}[] | undefined} */
      const done = response && parsed(response.text)?.done;
      // Told to sit down first, or to wait, or answered by another network, which asks to sign in: it
      // stays here. What can never be kept does not.
      if (!done && response?.status !== 422) return false;
      const [first] = sent.deeds;
      const answer = first?.type === "answered" ? first : undefined;
      keepOnly((one) => !sent.deeds.some(({ key }) => key === one.key));
      // Nobody needs to know more of times.
      told?.(answer, Boolean(answer && (!done || done[0]?.code)));
    }
    return true;
  }

  return {
    add(deed) {
      write([...read(), [edition, deed]]);
      shelf.removeItem(growing + tab);
    },
    answer(deed) {
      const same = answers().find(({ item, answer }) => item === deed.item && JSON.stringify(answer) === JSON.stringify(deed.answer));
      if (same) return same.key;
      keepOnly((one) => one.type === "read" || one.item !== deed.item);
      write([...read(), [edition, deed]]);
      // "" where the device is full: it must not be said to be kept.
      return answers().some(({ key }) => key === deed.key) ? deed.key : "";
    },
    drop: (key) => keepOnly((deed) => deed.key !== key),
    answers,
    isCut: () => isCut,
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

/** @param {string | null} text @returns {any} null where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
