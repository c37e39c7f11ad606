/**
 * Keeps courses available on a device, as its service worker. Online it changes nothing: requests go to the
 * network. If the network fails, it answers requests for a page of a course with the player's page, which
 * contains no personal data and reads the kept course. The worker also sends waiting deeds.
 */

import { codeIn, pageOrPlayer } from "../../learn/offline/fallback.ts";
import { forgottenCourses } from "../../learn/offline/forgotten_learners.ts";
import { CHANNEL, sendAll, TAG } from "../../learn/offline/sending.ts";
import { countWaiting } from "../../learn/offline/store.ts";
import { FORGOTTEN, isUsed } from "../../learn/offline/usage.ts";

/** The server puts this before the script. */
type Shell = { version: string; page: string; files: string[] };

const worker = globalThis as any;
const shell: Shell = worker.SHELL;
const PREFIX = "webinar-shell-";
const CACHE = PREFIX + shell.version;
// A page must not repeat a question that was answered offline, so waiting deeds are sent first, within this time.
const SEND_FIRST_MS = 5_000;

worker.addEventListener("install", (event: any) => {
  event.waitUntil(install());
});

worker.addEventListener("activate", (event: any) => {
  event.waitUntil(activate());
});

worker.addEventListener("fetch", (event: any) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname.startsWith("/study/")) event.respondWith(page(request));
  } else if (shell.files.includes(pathname)) {
    event.respondWith(file(request));
  }
});

worker.addEventListener("message", (event: any) => {
  if (event.data === "mend") event.waitUntil(mend());
});

worker.addEventListener("sync", (event: any) => {
  if (event.tag === TAG) event.waitUntil(sync());
});

/** Installs all files or none: a worker that cannot fetch its files is not installed. */
async function install() {
  const cache = await caches.open(CACHE);
  try {
    await fill(cache);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  await worker.skipWaiting();
}

function fill(cache: Cache) {
  return cache.addAll([shell.page, ...shell.files].map((path) => new Request(path, { cache: "no-cache" })));
}

/** Fetches the files again if the browser has dropped some. */
async function mend() {
  const cache = await caches.open(CACHE);
  const cached = await Promise.all([shell.page, ...shell.files].map((path) => cache.match(path)));
  if (!cached.every(Boolean)) await fill(cache);
}

/** Deletes the files of older versions. A page that has them open still has them in memory. */
async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function page(request: Request) {
  const code = codeIn(new URL(request.url).pathname);
  const player = () => caches.match(shell.page, { cacheName: CACHE });
  return pageOrPlayer(code, () => sendFirst(code).then(() => pageAfter(code, request)), player);
}

/** Redirects forgotten learners to a page that says so, because their own page is gone. */
function pageAfter(code: string, request: Request) {
  return forgottenCourses.delete(code) ? Response.redirect(`/study/${code}${FORGOTTEN}`) : fetch(request);
}

/** @param code the code of a course */
async function sendFirst(code: string) {
  try {
    // If the last course was removed just now, asking the database would create it again.
    if (!(await isUsed()) || (await countWaiting(code)).all === 0) return;
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, SEND_FIRST_MS))]);
  } catch {
    // Deeds that cannot be read or sent now keep waiting.
  }
}

/** Returns a cached file. Its name contains its hash, so it is the one that the network would return. */
async function file(request: Request) {
  const cached = await caches.match(request.url, { cacheName: CACHE });
  return cached ?? fetch(request);
}

/** Sends what waits. If this fails, the browser tries again later. */
async function sync() {
  if ((await send()) === "later") throw new Error("later");
}

/** Sends the waiting deeds, and makes open pages count them again. */
async function send() {
  const outcome = await sendAll();
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(CHANNEL) : null;
  channel?.postMessage("changed");
  channel?.close();
  return outcome;
}
