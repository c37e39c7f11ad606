/** The service worker as pages see it: there while something is kept, and removed with the last of it. */

import { drop } from "./db.ts";
import { allKept } from "./store.ts";

const ADDRESS = "/study/sw.js";
const MEND = "mend";
const SCOPE = "/study/";
const CACHES = "webinar-shell-";

const browser: any = globalThis;

/** Nothing else may become a script through this policy. */
const policy = browser.trustedTypes?.createPolicy("worker", {
  createScriptURL: (address: string) => {
    if (address !== ADDRESS) throw new TypeError(address);
    return address;
  },
});

/** Names what this browser lacks: "" for nothing, `insecure` or `unsupported`. */
export function lacking() {
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
  registration?.active?.postMessage(MEND);
  await (registration ? registration.update() : startWorker()).catch(() => {});
}

/**
 * If nothing is kept, removes our worker, cache and database.
 * @param isLast whether this page, which is about to close, creates none again
 */
export async function tidy(isLast = false) {
  if ((await allKept()).length) return;
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  await registration?.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
  await drop(isLast);
}

function untilInstalled(worker: ServiceWorker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "redundant") reject(new Error("not installed"));
      else if (worker.state !== "installing") resolve(undefined);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
