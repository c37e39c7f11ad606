// @ts-check
/**
 * The service worker of courses that are kept on a device. Online it changes nothing: what is asked
 * for comes from the network. Where that fails, a page of a course is answered by the player's page,
 * which holds nobody's data and reads what is kept. It also sends what waits.
 */

import { codeIn, pageOrPlayer } from "../offline/fallback.js";
import { forgotten } from "../offline/forgotten.js";
import { CHANNEL, sendAll, TAG } from "../offline/send.js";
import { counts } from "../offline/store.js";
import { FORGOTTEN, isUsed } from "../offline/used.js";

/** @typedef {{version: string, page: string, files: string[]}} Shell put before this by the server */

const worker = /** @type {any} */ (globalThis);
/** @type {Shell} */
const shell = worker.SHELL;
const PREFIX = "webinar-shell-";
const CACHE = PREFIX + shell.version;
// A page with a network must not ask what was answered without one; but it is not waited for at any price.
const FIRST_TOLD_MS = 5_000;

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(install());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(activate());
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (pathname.startsWith("/study/")) event.respondWith(page(request));
  } else if (shell.files.includes(pathname)) {
    event.respondWith(file(request));
  }
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "mend") event.waitUntil(mend());
});

worker.addEventListener("sync", (/** @type {any} */ event) => {
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

/** @param {Cache} cache */
function fill(cache) {
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

/** @param {Request} request */
function page(request) {
  const code = codeIn(new URL(request.url).pathname);
  const player = () => caches.match(shell.page, { cacheName: CACHE });
  return pageOrPlayer(code, () => tellFirst(code).then(() => pageAfter(code, request)), player);
}

/** Whoever turns out to be forgotten is told so where a page of their own would be none. @param {string} code @param {Request} request */
function pageAfter(code, request) {
  return forgotten.delete(code) ? Response.redirect(`/study/${code}${FORGOTTEN}`) : fetch(request);
}

/** @param {string} code of a course */
async function tellFirst(code) {
  try {
    // Where the last course has just gone, asking the database would create it again.
    if (!(await isUsed()) || (await counts(code)).all === 0) return;
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, FIRST_TOLD_MS))]);
  } catch {
    // What cannot be read or told now waits on.
  }
}

/** By their content's name: what is here is what would come. @param {Request} request */
async function file(request) {
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
