// @ts-check
/** A course between server and device: what the server says of it, keeping it, bringing it up to date. */

import { merged } from "./merge.js";
import { sendAll } from "./send.js";
import { counts, keep, kept, refresh, remove } from "./store.js";
import { mendWorker, startWorker, tidy } from "./worker.js";

/**
 * What `offline.state` answers.
 * @typedef {object} State
 * @property {string} code
 * @property {string} title
 * @property {string} edition
 * @property {number} learner
 * @property {number} seat the number under which one sat down here: a guest's stays, whoever they turn out to be
 * @property {number[]} was as guests, who turned out to be this learner
 * @property {string} name
 * @property {string} token
 * @property {import("../player/types.js").Saved} saved
 * @property {{tag: string, name: string, bytes: number, version: string, address: string}[]} languages
 */

// The player's page and its files in the cache, with room to spare.
const PLAYER_BYTES = 200_000;
const TRY = "webinar-shell-try";

/** Who studies here, and what there is; null where nobody does. Throws without a network. */
export async function fetchState(/** @type {string} */ address) {
  const response = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" } });
  if (response.status === 404) return null;
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return /** @type {State} */ (await response.json());
}

/**
 * Everything is fetched before anything is written, and all is written at once.
 * @param {State} state
 * @param {string[]} tags languages, at least one
 */
export async function keepCourse(state, tags) {
  const wanted = state.languages.filter(({ tag }) => tags.includes(tag));
  const packs = [];
  for (const { address } of wanted) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    packs.push(await response.json());
  }
  const pack = merged(packs);
  const bytes = new Blob([JSON.stringify(pack)]).size;
  try {
    await tryRoom();
    await startWorker();
    const { code, title, learner, seat, name, token, saved, edition } = state;
    const versions = Object.fromEntries(wanted.map(({ tag, version }) => [tag, version]));
    const { languages } = pack;
    await keep({ code, title, edition, versions, languages, bytes, keptAt: Date.now(), learner, seat, name, token, saved }, pack);
  } catch (error) {
    await tidy();
    throw error;
  }
  // So that the browser does not drop it when the device is short of room, where it agrees. Some ask
  // their reader, who may never answer.
  void navigator.storage?.persist?.().catch(() => false);
}

/** Whether the player fits: a worker that it does not fit into does not say why it failed. */
async function tryRoom() {
  const cache = await caches.open(TRY);
  try {
    await cache.put("/study/try", new Response(new Blob([new Uint8Array(PLAYER_BYTES)])));
  } finally {
    await caches.delete(TRY);
  }
}

/**
 * Whether who studies here is the one who keeps the course.
 * @param {State} state
 * @param {import("./db.js").Kept} here
 */
export function isTheirs({ learner, was }, here) {
  return [learner, ...was].includes(here.seat ?? here.learner);
}

/**
 * With a network: the packs of today, and progress from other devices. Answers wait on under the
 * edition that they were given in. Somebody else's course goes, once nothing of it waits.
 * @param {string} code
 * @param {State} state
 * @returns {Promise<"" | "updated" | "removed">} `updated`: to another edition
 */
export async function bringUpToDate(code, state) {
  const here = await kept(code);
  if (!here) return "";
  if (!isTheirs(state, here)) {
    await sendAll();
    if ((await counts(code)).all) return "";
    await removeCourse(code);
    return "removed";
  }
  await refresh(code, state);
  void mendWorker();
  const isSame = here.edition === state.edition;
  const offered = new Map(state.languages.map(({ tag, version }) => [tag, version]));
  if (isSame && here.languages.every((tag) => here.versions?.[tag] === offered.get(tag))) return "";
  const tags = here.languages.filter((tag) => offered.has(tag));
  await keepCourse(state, tags.length ? tags : [...offered.keys()].slice(0, 1));
  return isSame ? "" : "updated";
}

/**
 * Nothing of it stays; of the player neither, if it was the last course.
 * @param {string} code
 * @param {boolean} [isLast] as for `tidy`
 */
export async function removeCourse(code, isLast = false) {
  await remove(code);
  await tidy(isLast);
}
