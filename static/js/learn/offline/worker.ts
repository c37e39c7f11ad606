/** Runs the service worker for pages: it is there while something is kept, and goes with the last of it. */

import { drop } from "./db.ts";
import { keptCourses } from "./store.ts";

const ADDRESS = "/study/sw.js";
const MEND_MESSAGE = "mend";
const SCOPE = "/study/";
const CACHE_PREFIX = "webinar-shell-";

const browser: any = globalThis;

/** Nothing else may become a script through this policy. */
const policy = browser.trustedTypes?.createPolicy("worker", {
  createScriptURL: (address: string) => {
    if (address !== ADDRESS) throw new TypeError(address);
    return address;
  },
});

/** Names what this browser lacks: "" for nothing, `insecure` or `unsupported`. */
export function missingSupport() {
  if (!isSecureContext) return "insecure";
  return "serviceWorker" in navigator && "indexedDB" in globalThis && "caches" in globalThis ? "" : "unsupported";
}

/** Resolves once the worker has all files of the present player. */
export async function startWorker() {
  const address = policy ? policy.createScriptURL(ADDRESS) : ADDRESS;
  const registration = await navigator.serviceWorker.register(address as any, {
    scope: SCOPE,
    updateViaCache: "none",
  });
  // An older player could not play what is kept now.
  if (registration.active) await registration.update();
  const installing = registration.installing;
  if (installing) await untilInstalled(installing);
  return registration;
}

/** Fetches a newer worker if there is one, and the files that the browser has dropped. */
export async function mendWorker() {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  registration?.active?.postMessage(MEND_MESSAGE);
  await (registration ? registration.update() : startWorker()).catch(() => {});
}

/**
 * Removes our worker, cache and database if nothing is kept.
 * @param isLast whether this page, which is about to close, creates none again
 */
export async function tidy(isLast = false) {
  if ((await keptCourses()).length) return;
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  await registration?.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHE_PREFIX)).map((name) => caches.delete(name)));
  await drop(isLast);
}

function untilInstalled(worker: ServiceWorker) {
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (worker.state === "redundant") reject(new Error("not installed"));
      else if (worker.state !== "installing") resolve(undefined);
    };
    worker.addEventListener("statechange", settle);
    settle();
  });
}
