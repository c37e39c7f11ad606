/** A course between server and device: asks the server for its state, keeps it, brings it up to date. */

import { shelf } from "../../kit/storage.ts";
import type { Saved } from "../player/types.ts";
import { change, others } from "./beside.ts";
import type { Kept } from "./db.ts";
import { dropPieces, fetchPack } from "./fetching.ts";
import { merged } from "./merge.ts";
import { sendAll } from "./send.ts";
import { counts, keep, kept, refresh, remove } from "./store.ts";
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
const TRY = "webinar-shell-try";

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
 * @param come called with the progress: the share of the packs that has arrived, from 0 to 1, and the bytes still to
 *   come over the link
 * @param beside whether the course stays when others study here; if not given, as before
 */
export async function keepCourse(
  state: State,
  tags: string[],
  come: (share: number, left: number) => void = () => {},
  beside: boolean | undefined = undefined,
) {
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
  // Asks the browser not to delete it when the device runs short of space. Some browsers ask the reader, who may never
  // answer.
  void navigator.storage?.persist?.().catch(() => false);
}

async function fetchPacks(
  { code, seat }: State,
  wanted: State["languages"],
  come: (share: number, left: number) => void,
) {
  const place = shelf("localStorage");
  // The pieces are removed when the learner leaves this device, like everything kept under their name.
  const prefix = `study.${code}.${seat}.pack.`;
  const all = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = wanted.reduce((sum, one) => sum + one.sent, 0);
  const packs = [];
  let before = 0;
  for (const { address, bytes, tag, version } of wanted) {
    const told = (here: number) => come((before + here) / all, Math.ceil(sent * (1 - (before + here) / all)));
    packs.push(await fetchPack(place, `${prefix}${tag}.${version}`, address, version, told));
    before += bytes;
  }
  dropPieces(place, prefix);
  return packs;
}

/** Checks whether the player fits: a worker that does not fit does not say why it failed. */
async function tryRoom() {
  const cache = await caches.open(TRY);
  try {
    await cache.put("/study/try", new Response(new Blob([new Uint8Array(PLAYER_BYTES)])));
  } finally {
    await caches.delete(TRY);
  }
}

/** Whether the learner who studies here is the one who keeps the course. */
export function isTheirs({ learner, was }: State, here: Kept) {
  return [learner, ...was].includes(here.seat ?? here.learner);
}

/**
 * With a network: fetches the current packs, and progress from other devices. Waiting answers keep the edition
 * in which they were given. Another learner's course is laid aside if they share this device; otherwise it is
 * removed once nothing of it waits.
 * @returns `updated` if the edition changed
 */
export async function bringUpToDate(code: string, state: State): Promise<"" | "updated" | "removed"> {
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
 * Removes everything of the course, and the player too if it was the last course.
 * @param isLast as for `tidy`
 */
export async function removeCourse(code: string, isLast = false) {
  await remove(code);
  await tidy(isLast);
}
