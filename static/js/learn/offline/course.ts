/** Brings a course from the server to the device: asks for its state, keeps it, brings it up to date. */

import { shelf } from "../../kit/storage.ts";
import type { Saved } from "../player/types.ts";
import { switchLearner, otherLearners } from "./shared_device.ts";
import type { Kept } from "./db.ts";
import { dropPieces, fetchPack } from "./pack_download.ts";
import { mergePacks } from "./merge.ts";
import { sendAll } from "./sending.ts";
import { countWaiting, keep, keptCourse, refresh, remove } from "./store.ts";
import { mendWorker, startWorker, tidy } from "./worker.ts";

/** The answer to `offline.state`. */
export interface State {
  code: string;
  title: string;
  edition: string;
  learner: number;
  /**
   * The number under which the learner first studied here. A guest's number stays, whoever the guest turns out
   * to be.
   */
  seat: number;
  /** The numbers of guests who turned out to be this learner. */
  was: number[];
  name: string;
  token: string;
  saved: Saved;
  /** `bytes` is the size of the pack, `sent` the size that goes over the link. */
  languages: { tag: string; name: string; bytes: number; sent: number; version: string; address: string }[];
}

// The player's page and its files in the cache, with room to spare.
const PLAYER_BYTES = 200_000;
const TRIAL_CACHE = "webinar-shell-try";

/** Fetches who studies here, and what the course offers; null if nobody studies here. Throws without a network. */
export async function fetchState(address: string) {
  const response = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" } });
  if (response.status === 404) return null;
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return (await response.json()) as State;
}

/**
 * Fetches everything before it writes anything, and writes all at once.
 * @param tags languages, at least one
 * @param onProgress called with the share of the packs that has arrived, from 0 to 1, and the bytes still to
 *   come over the link
 * @param beside whether the course stays when others study here; if not given, as before
 */
export async function keepCourse(
  state: State,
  tags: string[],
  onProgress: (share: number, bytesLeft: number) => void = () => {},
  beside: boolean | undefined = undefined,
) {
  const wantedLanguages = state.languages.filter(({ tag }) => tags.includes(tag));
  const pack = mergePacks(await fetchPacks(state, wantedLanguages, onProgress));
  const bytes = new Blob([JSON.stringify(pack)]).size;
  try {
    await checkSpace();
    await startWorker();
    const { code, title, learner, seat, name, token, saved, edition } = state;
    const versions = Object.fromEntries(wantedLanguages.map(({ tag, version }) => [tag, version]));
    const { languages } = pack;
    await keep({ code, title, edition, versions, languages, bytes, keptAt: Date.now(), learner, seat, name, token, saved, beside }, pack);
  } catch (error) {
    await tidy();
    throw error;
  }
  // Asks the browser not to delete it when the device runs short of space. Some browsers ask the reader, who may never
  // answer.
  void navigator.storage?.persist?.().catch(() => false);
}

async function fetchPacks(
  { code, seat }: State,
  wantedLanguages: State["languages"],
  onProgress: (share: number, bytesLeft: number) => void,
) {
  const storage = shelf("localStorage");
  // The pieces are removed when the learner leaves this device, like everything kept under their name.
  const prefix = `study.${code}.${seat}.pack.`;
  const totalBytes = wantedLanguages.reduce((sum, { bytes }) => sum + bytes, 0);
  const sentBytes = wantedLanguages.reduce((sum, language) => sum + language.sent, 0);
  const packs = [];
  let earlierBytes = 0;
  for (const { address, bytes, tag, version } of wantedLanguages) {
    const report = (bytesHere: number) => onProgress((earlierBytes + bytesHere) / totalBytes, Math.ceil(sentBytes * (1 - (earlierBytes + bytesHere) / totalBytes)));
    packs.push(await fetchPack(storage, `${prefix}${tag}.${version}`, address, version, report));
    earlierBytes += bytes;
  }
  dropPieces(storage, prefix);
  return packs;
}

/** Checks whether the player fits: a worker that does not fit does not say why it failed. */
async function checkSpace() {
  const cache = await caches.open(TRIAL_CACHE);
  try {
    await cache.put("/study/try", new Response(new Blob([new Uint8Array(PLAYER_BYTES)])));
  } finally {
    await caches.delete(TRIAL_CACHE);
  }
}

/** Returns whether the learner who studies here is the one who keeps the course. */
export function isTheirs({ learner, was }: State, course: Kept) {
  return [learner, ...was].includes(course.seat ?? course.learner);
}

/**
 * Brings a kept course up to date over the network: fetches the current packs, and progress from other devices.
 * Waiting answers keep the edition in which they were given. Another learner's course is laid aside if they
 * share this device; otherwise it is removed once nothing of it waits.
 * @returns `updated` if the edition changed
 */
export async function bringUpToDate(code: string, state: State): Promise<"" | "updated" | "removed"> {
  const active = await keptCourse(code);
  const ownCourse = active && isTheirs(state, active) ? undefined : (await otherLearners(code)).find((course) => isTheirs(state, course));
  if (active && !isTheirs(state, active) && !active.beside) {
    await sendAll();
    if ((await countWaiting(code)).all) return "";
    await removeCourse(code);
    if (!ownCourse) return "removed";
  }
  if (ownCourse || (active && !isTheirs(state, active))) await switchLearner(code, ownCourse);
  const course = await keptCourse(code);
  if (!course) return "";
  await refresh(code, state);
  void mendWorker();
  const isSame = course.edition === state.edition;
  const offeredVersions = new Map(state.languages.map(({ tag, version }) => [tag, version]));
  if (isSame && course.languages.every((tag) => course.versions?.[tag] === offeredVersions.get(tag))) return "";
  const tags = course.languages.filter((tag) => offeredVersions.has(tag));
  await keepCourse(state, tags.length ? tags : [...offeredVersions.keys()].slice(0, 1));
  return isSame ? "" : "updated";
}

/**
 * Removes everything of the course, and the player too if it was the last course.
 * @param isLast as for `tidy`
 */
export async function removeCourse(code: string, isLast = false) {
  await remove(code);
  await tidy(isLast);
}
