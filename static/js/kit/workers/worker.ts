/**
 * The service worker of courses that are kept on a device. Online it changes nothing: what is asked
 * for comes from the network. Where that fails, a page of a course is answered by the player's page,
 * which holds nobody's data and reads what is kept. It also sends what waits.
 */

import { codeIn, pageOrPlayer } from "../../learn/offline/fallback.ts";
import { forgotten } from "../../learn/offline/forgotten.ts";
import { CHANNEL, sendAll, TAG } from "../../learn/offline/send.ts";
import { counts } from "../../learn/offline/store.ts";
import { FORGOTTEN, isUsed } from "../../learn/offline/used.ts";

/** put before this by the server */
type Shell = { version: string; page: string; files: string[] };

const worker = globalThis as any;
const shell: Shell = worker.SHELL;
const PREFIX = "webinar-shell-";
const CACHE = PREFIX + shell.version;
// A page with a network must not ask what was answered without one; but it is not waited for at any price.
const FIRST_TOLD_MS = 5_000;

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

/** All of it or nothing: a worker that could not fetch its files does not come into being. */
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

/** What the browser has dropped of it is fetched again. */
async function mend() {
  const cache = await caches.open(CACHE);
  const found = await Promise.all([shell.page, ...shell.files].map((path) => cache.match(path)));
  if (!found.every(Boolean)) await fill(cache);
}

/** Files of older versions go; a page that has them open still has them in memory. */
async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function page(request: Request) {
  const code = codeIn(new URL(request.url).pathname);
  const player = () => caches.match(shell.page, { cacheName: CACHE });
  return pageOrPlayer(code, () => tellFirst(code).then(() => pageAfter(code, request)), player);
}

/** Whoever turns out to be forgotten is told so where a page of their own would be none. */
function pageAfter(code: string, request: Request) {
  return forgotten.delete(code) ? Response.redirect(`/study/${code}${FORGOTTEN}`) : fetch(request);
}

/** @param code of a course */
async function tellFirst(code: string) {
  try {
    // Where the last course has just gone, asking the database would create it again.
    if (!(await isUsed()) || (await counts(code)).all === 0) return;
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, FIRST_TOLD_MS))]);
  } catch {
    // What cannot be read or told now waits on.
  }
}

/** By their content's name: what is here is what would come. */
async function file(request: Request) {
  const found = await caches.match(request.url, { cacheName: CACHE });
  return found ?? fetch(request);
}

/** The browser tries again later if this fails. */
async function sync() {
  if ((await send()) === "later") throw new Error("later");
}

/** Open pages count again what waits. */
async function send() {
  const outcome = await sendAll();
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(CHANNEL) : null;
  channel?.postMessage("changed");
  channel?.close();
  return outcome;
}
