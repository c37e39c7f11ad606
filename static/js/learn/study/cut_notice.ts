/**
 * Shows the notice on a slide while the server cannot be reached: it says that nothing is lost. Once the server
 * is back, it offers to keep the course on the device.
 */

import { setText } from "../../kit/dom.ts";
import type { Shelf } from "../../kit/storage.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Deeds } from "./deeds.ts";

const WAITING = msg(
  "{n} answer waits on this device and is sent by itself.",
  "{n} answers wait on this device and are sent by themselves.",
);

// The phones of a class must not all send at once.
const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;

/** @param key the key in `shelf` that is set until the offer to keep the course has been made */
export function createCut(deeds: Deeds, words: Words, shelf: Shelf, key: string) {
  const notice = document.getElementById("cut");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_MS;
  let isSaid = false;

  /** Returns whether this device would serve a page if the network fails. */
  const servesOffline = () => Boolean(navigator.serviceWorker?.controller);

  function say() {
    isSaid = true;
    if (!notice) return;
    const n = deeds.answers().length;
    const reassurance = words.say("There is no connection. What you chose and wrote is kept.");
    setText(notice, [reassurance, n ? words.say(WAITING, { n }) : ""].join(" "));
    shelf.setItem(key, "1");
    clearTimeout(timer);
    timer = setTimeout(retry, waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(LONGEST_MS, waitMs * 2);
  }

  async function retry() {
    await deeds.send();
    if (deeds.isCut() || !navigator.onLine) say();
    else offer();
  }

  /** Offers to keep the course for the next failure, now that the server can be reached again. */
  function offer() {
    clearTimeout(timer);
    waitMs = FIRST_MS;
    isSaid = false;
    if (!notice || !shelf.getItem(key)) return;
    shelf.removeItem(key);
    notice.textContent = "";
    if (servesOffline() || !isSecureContext || !navigator.serviceWorker) return;
    const link = document.createElement("a");
    link.href = notice.dataset.keep ?? "";
    link.textContent = words.say("Keep the course on this phone, and study without a connection");
    notice.append(link);
  }

  return { say, offer, servesOffline, isSaid: () => isSaid };
}

export type Cut = ReturnType<typeof createCut>;
