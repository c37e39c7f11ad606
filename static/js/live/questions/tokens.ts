/** The secrets by which this device recognises its anonymous questions. They are kept only here, for a day. No DOM. */

import { recall, type Shelf } from "../../kit/storage.ts";

const LIFE = 24 * 60 * 60 * 1000;
const MOST = 20;

/** @param owner room and member */
export function createTokens(shelf: Shelf, owner: string, now: () => number = Date.now) {
  const key = `webinar.asked.${owner}`;

  function read() {
    const kept: { token: string; at: number }[] = recall(shelf, key) ?? [];
    return kept.filter(({ at }) => now() - at < LIFE).slice(-MOST);
  }

  return {
    get all() {
      return read().map(({ token }) => token);
    },
    add(token: string) {
      shelf.setItem(key, JSON.stringify([...read(), { token, at: now() }].slice(-MOST)));
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
