/** What is to be told of a learner: kept on the device until the server says that it has it. */

import type { Shelf } from "../../kit/storage.ts";
import type { Answered } from "../player/types.ts";
import { fetchPatiently } from "./patience.ts";
import type { Read } from "./timer.ts";

type Deed = Read | Answered;
export type Entry = [edition: string, deed: Deed];

export interface Deeds {
  add: (deed: Read) => void;
  /**
   * queues it, and gives its key: it takes the place of another answer to the question that waits,
   * and has the key of the same one
   */
  answer: (deed: Answered) => string;
  /** the server has it */
  drop: (key: string) => void;
  /** that wait */
  answers: () => Answered[];
  /** what grows: told by the next page if this one dies */
  hold: (deed: Read) => void;
  /** whether nothing is left to tell */
  send: () => Promise<boolean>;
  /** whether the server could not be reached when something was last told */
  isCut: () => boolean;
  /** the page goes: it waits for no answer */
  sendAndGo: () => void;
  /** take everything of this learner off the device */
  forget: () => void;
}

const MOST_AT_ONCE = 200;
// What grows is told at every tick; if it is older, its page is gone.
const DEAD_AFTER_MS = 20_000;

export function createDeeds(
  shelf: Shelf,
  {
    name,
    edition,
    address,
    token,
    tab,
    told,
  }: {
    /** of this learner in this course */
    name: string;
    edition: string;
    address: string;
    /** of the page's forms */
    token: string;
    /** a name that no other page has */
    tab: string;
    /** called when the server has taken something: times, or one answer, or has refused it for good */
    told?: (answer: Answered | undefined, refused: boolean) => void;
  },
): Deeds {
  const kept = `${name}.deeds`;
  const growing = `${name}.open.`;
  let sending: Promise<boolean> | undefined;
  let isCut = false;

  const read = (): Entry[] => parsed(shelf.getItem(kept)) ?? [];

  function write(entries: Entry[]) {
    if (entries.length) shelf.setItem(kept, JSON.stringify(entries));
    else shelf.removeItem(kept);
  }

  function answers() {
    const deeds = read().map(([, deed]) => deed);
    return deeds.filter(({ type }) => type === "answered") as Answered[];
  }

  function adoptOrphans() {
    for (const key of shelf.keys()) {
      if (!key.startsWith(growing)) continue;
      const entry = parsed(shelf.getItem(key));
      const deed = entry?.[1] as Read | undefined;
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

  const keepOnly = (isKept: (deed: Deed) => boolean) => write(read().filter(([, deed]) => isKept(deed)));

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
      /** What became of each deed. */
      const done: { code: string }[] | undefined = response && parsed(response.text)?.done;
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

/** @returns null where it is no JSON */
function parsed(text: string | null): any {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
