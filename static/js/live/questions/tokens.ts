/** Keeps the secrets by which this device recognises its anonymous questions: only here, and for a day. No DOM. */

import { recall, type Shelf } from "../../kit/storage.ts";

const LIFE_MS = 24 * 60 * 60 * 1000;
const MOST_KEPT = 20;

/** @param owner the room and the member */
export function createTokens(shelf: Shelf, owner: string, now: () => number = Date.now) {
  const key = `webinar.asked.${owner}`;

  function read() {
    const secrets: { token: string; at: number }[] = recall(shelf, key) ?? [];
    return secrets.filter(({ at }) => now() - at < LIFE_MS).slice(-MOST_KEPT);
  }

  return {
    get all() {
      return read().map(({ token }) => token);
    },
    add(token: string) {
      shelf.setItem(key, JSON.stringify([...read(), { token, at: now() }].slice(-MOST_KEPT)));
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
