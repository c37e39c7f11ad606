// @ts-check
/**
 * A recorder for cmi5 (Quartz, 2016): launched by an address that says where the record store is.
 *
 * Progress is a document there, and a copy in this browser until it has arrived. A session tells
 * "failed" only when it ends: whoever tries again meanwhile may still pass.
 */

import { recall, shelf } from "../lib/storage.js";
import { createProgress, nothingSaved, union } from "../player/progress.js";
import { placing } from "./placing.js";
import { createRecordStore } from "./record_store.js";
import { standing } from "./standing.js";
import { createStatements } from "./statements.js";

/** @typedef {import("../player/types.js").Pack} Pack */
/** @typedef {import("../player/types.js").Recorder} Recorder */
/** @typedef {import("./statements.js").Launch} Launch */
/** @typedef {import("./statements.js").LaunchData} LaunchData */
/** @typedef {{completed: boolean, passed: boolean}} Told what was told once and for all */

/**
 * @param {URL} url that the page was opened with
 * @returns {Launch | null} null where no platform launched it
 */
function launchOf(url) {
  const value = (/** @type {string} */ name) => url.searchParams.get(name) ?? "";
  const [endpoint, fetch, registration, activityId] = ["endpoint", "fetch", "registration", "activityId"].map(value);
  if (!endpoint || !fetch || !registration || !activityId) return null;
  try {
    const actor = JSON.parse(value("actor"));
    return { endpoint: endpoint.replace(/\/*$/, "/"), fetch, actor, registration, activityId };
  } catch {
    return null;
  }
}

/**
 * @param {Pack} pack
 * @param {number} passMark where the platform says nothing else
 * @param {URL} url
 * @param {(isThere: boolean) => void} heard whether the record store has what it was told
 * @returns {(Recorder & {name: string, end: () => Promise<string | null>}) | null} null where no
 *   platform launched it; `load` rejects where it does not answer. `name` is that of the copy in
 *   this browser. `end` gives the address to go to, "" if there is none, null if not all has arrived
 */
export function cmi5Recorder(pack, passMark, url, heard) {
  const found = launchOf(url);
  if (!found) return null;
  /** @type {Launch} */
  const launch = found;
  const kept = shelf("localStorage");
  const name = `webinar.cmi5.${launch.registration}.${launch.activityId}`;
  const began = Date.now();
  /** @returns {import("../player/types.js").Saved} the copy in this browser */
  const here = () => ({ ...nothingSaved(), ...recall(kept, name) });

  let progress = createProgress(pack, here());
  /** @type {Told} */
  const told = { completed: false, passed: false };
  let mark = passMark;
  let isJudged = true;
  let hasAnswered = false;
  let isOver = false;
  let returnUrl = "";
  /** @type {ReturnType<typeof createRecordStore> | undefined} */
  let store;
  /** @type {ReturnType<typeof createStatements> | undefined} */
  let statements;

  const body = () => ({ saved: progress.saved(), told: { ...told } });

  /** @param {any[]} [more] statements */
  function keep(more = []) {
    if (isOver || !store) return;
    kept.setItem(name, JSON.stringify(progress.saved()));
    store.keep(body(), isJudged ? [...more, ...reached()] : []);
  }

  /** What has been reached by now and was not told yet, in this session or an earlier one. */
  function reached() {
    const { isDone, percent, isPassed } = standing(pack, progress, mark);
    if (!isDone || !statements) return [];
    const [now, seconds] = [new Date(), progress.totalSeconds()];
    /** @type {any[]} */
    const made = [];
    if (!told.completed) made.push(statements.completed(now, seconds));
    if (isPassed && percent !== null && !told.passed) made.push(statements.judged(now, seconds, percent, true));
    told.completed = true;
    told.passed ||= isPassed === true;
    return made;
  }

  /** @returns {Promise<boolean>} whether all has arrived */
  async function finish() {
    if (!store || !statements) return false;
    const last = isOver ? [] : lastOf(statements);
    isOver = true;
    const isThere = await store.end(body(), last);
    if (isThere) kept.removeItem(name);
    return isThere;
  }

  /** @param {ReturnType<typeof createStatements>} statements */
  function lastOf(statements) {
    const { isDone, percent, isPassed } = standing(pack, progress, mark);
    /** @type {any[]} */
    const last = isJudged ? reached() : [];
    const hasFailed = isDone && isPassed === false && percent !== null && hasAnswered && !told.passed;
    if (isJudged && hasFailed) last.push(statements.judged(new Date(), progress.totalSeconds(), percent, false));
    last.push(statements.terminated(new Date(), (Date.now() - began) / 1000));
    return last;
  }

  return {
    name,
    async load() {
      const token = await fetchToken(launch.fetch);
      const opened = createRecordStore(launch, token, (isThere) => {
        if (isThere) kept.removeItem(name);
        heard(isThere);
      });
      /** @type {LaunchData} */
      const data = await opened.launchData();
      const [preferences, earlier] = await Promise.all([opened.preferences(), opened.progress()]);
      isJudged = data.launchMode === "Normal";
      returnUrl = /^https?:/.test(data.returnURL ?? "") ? (data.returnURL ?? "") : "";
      if (typeof data.masteryScore === "number") mark = Math.round(data.masteryScore * 10_000) / 100;
      Object.assign(told, earlier?.told ?? {});
      const saved = union(here(), { ...nothingSaved(), ...earlier?.saved });
      const wanted = String(preferences?.languagePreference ?? "").split(",");
      const language = saved.language || pack.languages.find((tag) => wanted.some((one) => one.startsWith(tag))) || "";
      progress = createProgress(pack, { ...saved, language });
      statements = createStatements(launch, data);
      store = opened;
      store.keep(body(), [statements.initialized(new Date())]);
      return progress.saved();
    },
    async tell(deed) {
      progress.apply(deed);
      if (deed.type === "read" || !statements) return keep();
      hasAnswered = true;
      const slide = pack.slides.find(({ id }) => id === deed.item);
      const tries = progress.triesOf(deed.item);
      // What was chosen in an anonymous poll is told to no platform.
      keep(slide && !slide.poll?.is_anonymous ? [statements.answered(deed, slide, tries[tries.length - 1]?.is_right ?? null)] : []);
    },
    ...placing(() => progress, keep),
    leave() {
      void finish();
    },
    async end() {
      const isThere = await finish();
      heard(isThere);
      return isThere ? returnUrl : null;
    },
  };
}

/** The address gives it once. @param {string} address */
async function fetchToken(address) {
  const response = await fetch(address, { method: "POST" });
  const token = (await response.json())["auth-token"];
  if (!token) throw new Error("the platform gave no token");
  return String(token);
}
