/** Keeps a learner's deeds on the device until the server confirms them. */

import type { Shelf } from "../../kit/storage.ts";
import type { Answered } from "../player/types.ts";
import { fetchPatiently } from "./patience.ts";
import type { Read } from "./timer.ts";

type Deed = Read | Answered;
export type Entry = [edition: string, deed: Deed];

export interface Deeds {
  add: (deed: Read) => void;
  /**
   * Queues an answer, and returns its key. It replaces another waiting answer to the same question; an equal
   * answer keeps the key of the waiting one.
   */
  answer: (deed: Answered) => string;
  /** The server has it. */
  drop: (key: string) => void;
  /** The answers that wait. */
  answers: () => Answered[];
  /** Holds a reading that still grows: the next page sends it if this page dies. */
  hold: (deed: Read) => void;
  /** Resolves with whether nothing is left to send. */
  send: () => Promise<boolean>;
  /** Whether the server could not be reached at the last attempt. */
  isCut: () => boolean;
  /** The page is closing: sends without waiting for an answer. */
  sendAndGo: () => void;
  /** Removes everything of this learner from the device. */
  forget: () => void;
}

const MOST_AT_ONCE = 200;
// A growing reading is held again at every tick; if it is older than this, its page is gone.
const DEAD_AFTER_MS = 20_000;

/** The page of which the deeds are sent. */
interface Page {
  /** Names this learner in this course. */
  name: string;
  edition: string;
  /** Takes the deeds. */
  address: string;
  /** The CSRF token of the page's forms. */
  token: string;
  /** A name that no other page has. */
  tab: string;
  /** Called when the server has accepted times or one answer, or has refused it for good. */
  settle?: (answer: Answered | undefined, refused: boolean) => void;
}

export function createDeeds(shelf: Shelf, { name, edition, address, token, tab, settle }: Page): Deeds {
  const storageKey = `${name}.deeds`;
  const growingPrefix = `${name}.open.`;
  let sending: Promise<boolean> | undefined;
  let isCut = false;

  const read = (): Entry[] => parsed(shelf.getItem(storageKey)) ?? [];

  function write(entries: Entry[]) {
    if (entries.length) shelf.setItem(storageKey, JSON.stringify(entries));
    else shelf.removeItem(storageKey);
  }

  function answers() {
    const deeds = read().map(([, deed]) => deed);
    return deeds.filter(({ type }) => type === "answered") as Answered[];
  }

  function adoptOrphans() {
    for (const key of shelf.keys()) {
      if (!key.startsWith(growingPrefix)) continue;
      const entry = parsed(shelf.getItem(key));
      const deed = entry?.[1] as Read | undefined;
      if (deed && Date.now() - deed.ended < DEAD_AFTER_MS) continue;
      // Entries that are not ours, or half written, are useless.
      if (deed?.seconds) write([...read(), entry]);
      shelf.removeItem(key);
    }
  }

  /**
   * Returns the next message: one answer alone, or times of one edition. The result of one must not affect the
   * others.
   */
  function message() {
    const entries = read();
    const [batchEdition, first] = entries[0] ?? [edition];
    const times = entries.filter(([entryEdition, { type }]) => entryEdition === batchEdition && type === "read").slice(0, MOST_AT_ONCE);
    const deeds = first?.type === "answered" ? [first] : times.map(([, deed]) => deed);
    return { now: Date.now(), edition: batchEdition, deeds };
  }

  const keepOnly = (isKept: (deed: Deed) => boolean) => write(read().filter(([, deed]) => isKept(deed)));

  async function send() {
    isCut = false;
    adoptOrphans();
    while (read().length) {
      const batch = message();
      const response = await fetchPatiently(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
        body: JSON.stringify(batch),
      });
      isCut = !response;
      /** The result of each deed. */
      const results: { code: string }[] | undefined = response && parsed(response.text)?.done;
      // Without `done`, the server wants the learner to take a seat or to wait, or another network answered with its
      // sign-in page: keep the deeds. Only what can never be kept is dropped.
      if (!results && response?.status !== 422) return false;
      const [first] = batch.deeds;
      const answer = first?.type === "answered" ? first : undefined;
      keepOnly((deed) => !batch.deeds.some(({ key }) => key === deed.key));
      // For times, nobody needs the result.
      settle?.(answer, Boolean(answer && (!results || results[0]?.code)));
    }
    return true;
  }

  return {
    add(deed) {
      write([...read(), [edition, deed]]);
      shelf.removeItem(growingPrefix + tab);
    },
    answer(deed) {
      const waitingAnswer = answers().find(({ item, answer }) => item === deed.item && JSON.stringify(answer) === JSON.stringify(deed.answer));
      if (waitingAnswer) return waitingAnswer.key;
      keepOnly((waiting) => waiting.type === "read" || waiting.item !== deed.item);
      write([...read(), [edition, deed]]);
      // "" if the device is full: the page must not say that the answer is kept.
      return answers().some(({ key }) => key === deed.key) ? deed.key : "";
    },
    drop: (key) => keepOnly((deed) => deed.key !== key),
    answers,
    isCut: () => isCut,
    hold: (deed) => shelf.setItem(growingPrefix + tab, JSON.stringify([edition, deed])),
    send() {
      sending ??= send().finally(() => (sending = undefined));
      return sending;
    },
    sendAndGo() {
      if (!read().length) return;
      const form = new FormData();
      form.set("csrf_token", token);
      form.set("deeds", JSON.stringify(message()));
      // The next page sends it again, and the server keeps it once.
      navigator.sendBeacon?.(address, form);
    },
    forget() {
      for (const key of shelf.keys()) if (key.startsWith(`${name}.`)) shelf.removeItem(key);
    },
  };
}

/** Returns null if the text is no JSON. */
function parsed(text: string | null): any {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
