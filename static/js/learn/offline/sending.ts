/**
 * Sends what waits, from a page or from the service worker. Each deed has a key by which the server keeps it
 * once, so what was sent and not acknowledged is simply sent again.
 */

import { ask, transact, type Waiting } from "./db.ts";
import { askOnce, forget } from "./forgotten_learners.ts";
import { keptCourses, waitingDeeds, noteRefusals, removeSent, setProblem } from "./store.ts";

/** `later` means to try again after a while. */
type Outcome = "" | "later";

/** The channel on which pages and the service worker tell each other that what waits has changed. */
export const CHANNEL = "webinar-study";
/** The tag of the Background Sync by which the browser sends without a page. */
export const TAG = "study-deeds";

const MOST_AT_ONCE = 100;
// About 40 kB, which takes 16 s at 20 kbit/s. This is the most that is lost if the link breaks in the middle.
const MOST_LETTERS = 20_000;
// On a dead link the request would take minutes, and so would leaving the course.
const GIVE_UP_MS = 60_000;
const LEASE_MS = 60_000;
const LOCK = "webinar-send";

/**
 * Sends for all courses of this device. Two tabs do not send at the same time: while one sends, the other has
 * nothing to do.
 */
export async function sendAll(): Promise<Outcome> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) {
    return locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sendEach() : "later"));
  }
  if (!(await takeLease())) return "later";
  try {
    return await sendEach();
  } finally {
    await transact("readwrite", ({ leases }) => ask(leases.delete("send")));
  }
}

/** Waits for another tab or the worker that is sending. Browsers without locks cannot know. */
export async function othersSent() {
  await (navigator.locks as LockManager | undefined)?.request(LOCK, () => {});
}

async function sendEach(): Promise<Outcome> {
  let outcome: Outcome = "";
  for (const { code, token } of await keptCourses()) {
    const waiting = (await waitingDeeds(code)).filter(({ refused }) => !refused);
    if (!waiting.length) await askOnce(code, token);
    for (const batch of batches(waiting)) {
      const result = await sendBatch(code, token, batch);
      if (result === "stop") break;
      if (result === "later") {
        outcome = "later";
        break;
      }
    }
  }
  return outcome;
}

/** Splits what waits into batches of one edition each, and not too long. */
export function batches(waiting: Waiting[]): Waiting[][] {
  const grouped: Waiting[][] = [];
  let letters = 0;
  for (const deed of waiting) {
    const last = grouped[grouped.length - 1];
    const length = JSON.stringify(deed.deed).length;
    letters += length;
    if (last && last.length < MOST_AT_ONCE && letters <= MOST_LETTERS && last[0]?.edition === deed.edition) last.push(deed);
    else {
      grouped.push([deed]);
      letters = length;
    }
  }
  return grouped;
}

async function sendBatch(code: string, token: string, batch: Waiting[]): Promise<"sent" | "later" | "stop"> {
  const body = { now: Date.now(), edition: batch[0]?.edition ?? "", deeds: batch.map(({ deed }) => deed) };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), GIVE_UP_MS);
  let response;
  try {
    response = await fetch(`/study/deeds/${token}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: controller.signal,
    });
    if (response.ok) {
      await settle(batch, await response.json());
      return "sent";
    }
  } catch {
    return "later";
  } finally {
    clearTimeout(timer);
  }
  const { status } = response;
  if (status === 410) {
    await forget(code, token);
    return "stop";
  }
  if (status === 404) {
    await setProblem(code, token, "link_gone");
    return "stop";
  }
  if (status !== 422 && status !== 400 && status !== 413) return "later";
  if (batch.length > 1) {
    // One wrong deed must not stop the others.
    for (const deed of batch) {
      const result = await sendBatch(code, token, [deed]);
      if (result !== "sent") return result;
    }
    return "sent";
  }
  const reason = await response.json().then(({ code }) => code, () => "bad_message");
  await noteRefusals({ [batch[0]?.key ?? ""]: reason || "bad_message" });
  return "sent";
}

/** Deeds that the answer does not name stay, and are sent again. */
async function settle(batch: Waiting[], { done }: { done: { key: string; code: string }[] }) {
  const ownKeys = new Set(batch.map(({ key }) => key));
  const results = done.filter(({ key }) => ownKeys.has(key));
  await removeSent(results.filter(({ code }) => !code).map(({ key }) => key));
  await noteRefusals(Object.fromEntries(results.filter(({ code }) => code).map(({ key, code }) => [key, code])));
}

/** Takes the lock in browsers without locks. */
function takeLease(): Promise<boolean> {
  return transact("readwrite", async ({ leases }) => {
    const lease = await ask(leases.get("send"));
    // A lease that lasts longer was taken while the clock was ahead, and would last until that time.
    const remainingMs = lease ? lease.until - Date.now() : 0;
    if (remainingMs > 0 && remainingMs <= LEASE_MS) return false;
    await ask(leases.put({ name: "send", until: Date.now() + LEASE_MS }));
    return true;
  });
}
