/** When to send: on opening, when the network is back, and again and again until it has worked. */

import { codeIn } from "./fallback.ts";
import { forgotten } from "./forgotten.ts";
import { CHANNEL, othersSent, sendAll, TAG } from "./send.ts";
import { FORGOTTEN } from "./used.ts";
import { tidy } from "./worker.ts";

const FIRST_MS = 3_000;
const LONGEST_MS = 300_000;

/** @param changed what waits may be another now, here or in another tab */
export function createSync(changed: () => void) {
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(CHANNEL) : null;
  let wait = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;

  function send() {
    clearTimeout(timer);
    sending ??= sendOnce().finally(() => (sending = undefined));
    return sending;
  }

  async function sendOnce() {
    const outcome = await sendAll().catch(() => "later");
    if (forgotten.size) await tellForgotten();
    channel?.postMessage("changed");
    changed();
    if (outcome === "") {
      wait = FIRST_MS;
      return;
    }
    // Not all phones of a class at once, when the network of the building is back.
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2));
    wait = Math.min(LONGEST_MS, wait * 2);
  }

  function now() {
    wait = FIRST_MS;
    void send();
  }

  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  channel?.addEventListener("message", changed);

  return {
    now,
    /** Sends what can be sent now, and waits for it: also for what is under way, which may lack the last. */
    async finish() {
      await sending;
      await othersSent();
      await send();
    },
    /** Something new waits: soon, together with what comes next; and without this page, if need be. */
    soon() {
      clearTimeout(timer);
      timer = setTimeout(send, wait);
      channel?.postMessage("changed");
      void inBackground();
    },
  };
}

export type Sync = ReturnType<typeof createSync>;

/** The first page of the course says it: no page of the learner's own is left. */
async function tellForgotten() {
  await tidy();
  const code = codeIn(location.pathname);
  if (!forgotten.has(code)) return;
  location.replace(`/study/${code}${FORGOTTEN}`);
  if (location.pathname === `/study/${code}`) location.reload();
}

/** Where the browser can, it sends by itself once there is a network, even if no page is open. */
async function inBackground() {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration("/study/")) as any;
    await registration?.sync?.register(TAG);
  } catch {
    // Not allowed, or not there: the pages send.
  }
}
