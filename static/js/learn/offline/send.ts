/**
 * Sends what waits, from a page or from the service worker. Each deed has a key by which the server keeps it
 * once, so what was sent and not acknowledged is simply sent again.
 */

import { ask, transact, type Waiting } from "./db.ts";
import { askOnce, forget } from "./forgotten.ts";
import { allKept, queued, refuse, sent, setProblem } from "./store.ts";

/** `later` means to try again after a while. */
type Outcome = "" | "later";

/** The channel on which pages and the service worker tell each other that what waits has changed. */
export const CHANNEL = "webinar-study";
/** The tag of the Background Sync by which the browser sends without a page. */
export const TAG = "study-deeds";

const AT_ONCE = 100;
// At most about 40 kB, which takes 16 s at 20 kbit/s: so much is lost if the link breaks in the middle.
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
  for (const { code, token } of await allKept()) {
    const waiting = (await queued(code)).filter(({ refused }) => !refused);
    if (!waiting.length) await askOnce(code, token);
    for (const batch of batches(waiting)) {
      const how = await sendBatch(code, token, batch);
      if (how === "stop") break;
      if (how === "later") {
        outcome = "later";
        break;
      }
    }
  }
  return outcome;
}

/** Batches of one edition each, and not too long. */
export function batches(waiting: Waiting[]): Waiting[][] {
  const found: Waiting[][] = [];
  let letters = 0;
  for (const one of waiting) {
    const last = found[found.length - 1];
    const more = JSON.stringify(one.deed).length;
    letters += more;
    if (last && last.length < AT_ONCE && letters <= MOST_LETTERS && last[0]?.edition === one.edition) last.push(one);
    else {
      found.push([one]);
      letters = more;
    }
  }
  return found;
}

async function sendBatch(code: string, token: string, batch: Waiting[]): Promise<"sent" | "later" | "stop"> {
  const body = { now: Date.now(), edition: batch[0]?.edition ?? "", deeds: batch.map(({ deed }) => deed) };
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), GIVE_UP_MS);
  let response;
  try {
    response = await fetch(`/study/deeds/${token}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: stop.signal,
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
    for (const one of batch) {
      const how = await sendBatch(code, token, [one]);
      if (how !== "sent") return how;
    }
    return "sent";
  }
  const reason = await response.json().then(({ code }) => code, () => "bad_message");
  await refuse({ [batch[0]?.key ?? ""]: reason || "bad_message" });
  return "sent";
}

/** Deeds that the answer does not name stay, and are sent again. */
async function settle(batch: Waiting[], { done }: { done: { key: string; code: string }[] }) {
  const ours = new Set(batch.map(({ key }) => key));
  const named = done.filter(({ key }) => ours.has(key));
  await sent(named.filter(({ code }) => !code).map(({ key }) => key));
  await refuse(Object.fromEntries(named.filter(({ code }) => code).map(({ key, code }) => [key, code])));
}

/** The lock for browsers without locks. */
function takeLease(): Promise<boolean> {
  return transact("readwrite", async ({ leases }) => {
    const held = await ask(leases.get("send"));
    // A lease that lasts longer was taken while the clock was ahead, and would last until that time.
    const left = held ? held.until - Date.now() : 0;
    if (left > 0 && left <= LEASE_MS) return false;
    await ask(leases.put({ name: "send", until: Date.now() + LEASE_MS }));
    return true;
  });
}
