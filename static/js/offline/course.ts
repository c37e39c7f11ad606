// @ts-check
/** A course between server and device: what the server says of it, keeping it, bringing it up to date. */

import { shelf } from "../lib/storage.js";
import { change, others } from "./beside.js";
import { dropPieces, fetchPack } from "./fetching.js";
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
 * @property {{tag: string, name: string, bytes: number, sent: number, version: string, address: string}[]} languages
 *   bytes of the pack, and those that come over the link
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
 * @param {(share: number, left: number) => void} [come] told of the packs: the share that is there, from
 *   0 to 1, and the bytes that are still to come over the link
 * @param {boolean} [beside] whether it stays when others study here; as before, if nothing is said
 */
export async function keepCourse(state, tags, come = () => {}, beside = undefined) {
  const wanted = state.languages.filter(({ tag }) => tags.includes(tag));
  const pack = merged(await fetchPacks(state, wanted, come));
  const bytes = new Blob([JSON.stringify(pack)]).size;
  try {
    await tryRoom();
    await startWorker();
    const { code, title, learner, seat, name, token, saved, edition } = state;
    const versions = Object.fromEntries(wanted.map(({ tag, version }) => [tag, version]));
    const { languages } = pack;
    await keep({ code, title, edition, versions, languages, bytes, keptAt: Date.now(), learner, seat, name, token, saved, beside }, pack);
  } catch (error) {
    await tidy();
    throw error;
  }
  // So that the browser does not drop it when the device is short of room, where it agrees. Some ask
  // their reader, who may never answer.
  void navigator.storage?.persist?.().catch(() => false);
}

/** @param {State} state @param {State["languages"]} wanted @param {(share: number, left: number) => void} come */
async function fetchPacks({ code, seat }, wanted, come) {
  const place = shelf("localStorage");
  // It goes with whoever leaves this device, like everything that is kept under their name.
  const prefix = `study.${code}.${seat}.pack.`;
  const all = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = wanted.reduce((sum, one) => sum + one.sent, 0);
  const packs = [];
  let before = 0;
  for (const { address, bytes, tag, version } of wanted) {
    const told = (/** @type {number} */ here) => come((before + here) / all, Math.ceil(sent * (1 - (before + here) / all)));
    packs.push(await fetchPack(place, `${prefix}${tag}.${version}`, address, version, told));
    before += bytes;
  }
  dropPieces(place, prefix);
  return packs;
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
 * edition that they were given in. Somebody else's course is laid aside, if they share this device;
 * else it goes, once nothing of it waits.
 * @param {string} code
 * @param {State} state
 * @returns {Promise<"" | "updated" | "removed">} `updated`: to another edition
 */
export async function bringUpToDate(code, state) {
  const last = await kept(code);
  const own = last && isTheirs(state, last) ? undefined : (await others(code)).find((one) => isTheirs(state, one));
  if (last && !isTheirs(state, last) && !last.beside) {
    await sendAll();
    if ((await counts(code)).all) return "";
    await removeCourse(code);
    if (!own) return "removed";
  }
  if (own || (last && !isTheirs(state, last))) await change(code, own);
  const here = await kept(code);
  if (!here) return "";
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
