/** Decides when to send: on opening, when the network is back, and repeatedly until it has worked. */

import { codeIn } from "./fallback.ts";
import { forgottenCourses } from "./forgotten_learners.ts";
import { CHANNEL, othersSent, sendAll, TAG } from "./sending.ts";
import { FORGOTTEN } from "./usage.ts";
import { tidy } from "./worker.ts";

const FIRST_MS = 3_000;
const LONGEST_MS = 300_000;

/** @param onChange called when what waits may have changed, here or in another tab */
export function createSync(onChange: () => void) {
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(CHANNEL) : null;
  let waitMs = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;

  function send() {
    clearTimeout(timer);
    sending ??= sendOnce().finally(() => (sending = undefined));
    return sending;
  }

  async function sendOnce() {
    const outcome = await sendAll().catch(() => "later");
    if (forgottenCourses.size) await tellForgotten();
    channel?.postMessage("changed");
    onChange();
    if (outcome === "") {
      waitMs = FIRST_MS;
      return;
    }
    // The phones of a class must not all send at once when the network of the building is back.
    timer = setTimeout(send, waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(LONGEST_MS, waitMs * 2);
  }

  function now() {
    waitMs = FIRST_MS;
    void send();
  }

  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  channel?.addEventListener("message", onChange);

  return {
    now,
    /** Sends what can be sent now and waits for it, including a sending under way, which may lack the last deed. */
    async finish() {
      await sending;
      await othersSent();
      await send();
    },
    /** Sends soon what newly waits, together with what comes next, and without this page if necessary. */
    soon() {
      clearTimeout(timer);
      timer = setTimeout(send, waitMs);
      channel?.postMessage("changed");
      void inBackground();
    },
  };
}

export type Sync = ReturnType<typeof createSync>;

/** Tells a forgotten learner so on the first page of the course: they have no page of their own any more. */
async function tellForgotten() {
  await tidy();
  const code = codeIn(location.pathname);
  if (!forgottenCourses.has(code)) return;
  location.replace(`/study/${code}${FORGOTTEN}`);
  if (location.pathname === `/study/${code}`) location.reload();
}

/** Makes the browser, if it can, send by itself once there is a network, even if no page is open. */
async function inBackground() {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration("/study/")) as any;
    await registration?.sync?.register(TAG);
  } catch {
    // Background Sync is forbidden or missing: the pages send.
  }
}
