/**
 * A recorder for cmi5 (Quartz, 2016), launched by an address that names the record store.
 *
 * Progress is a document in the store, and a copy in this browser until it has arrived. A session reports
 * "failed" only at its end: a learner who tries again meanwhile may still pass.
 */

import { recall, shelf } from "../../kit/storage.ts";
import { createProgress, nothingSaved, union } from "../../learn/player/progress.ts";
import type { Pack, Recorder, Saved } from "../../learn/player/types.ts";
import { placing } from "./placing.ts";
import { createRecordStore } from "./record_store.ts";
import { standing } from "./standing.ts";
import { createStatements, type Launch, type LaunchData } from "./statements.ts";

/** Whether the platform was told of the completion and of the pass, each of which it is told only once. */
type Told = { completed: boolean; passed: boolean };

/**
 * @param url the address with which the page was opened
 * @returns null if no platform launched it
 */
function launchOf(url: URL): Launch | null {
  const value = (name: string) => url.searchParams.get(name) ?? "";
  const [endpoint, fetch, registration, activityId] = ["endpoint", "fetch", "registration", "activityId"].map(value);
  if (!endpoint || !fetch || !registration || !activityId) return null;
  try {
    const actor = JSON.parse(value("actor"));
    return { endpoint: endpoint.replace(/\/*$/, "/"), fetch, actor, registration, activityId };
  } catch {
    return null;
  }
}

interface Cmi5Recorder extends Recorder {
  /** The name of the copy in this browser. */
  name: string;
  /** Resolves with the address to go to, "" if there is none, or null if something has not arrived. */
  end: () => Promise<string | null>;
}

/**
 * @param passMark used unless the platform gives its own
 * @param heard called with whether the record store has everything
 * @returns null if no platform launched it; `load` rejects if the platform does not answer
 */
export function cmi5Recorder(
  pack: Pack,
  passMark: number,
  url: URL,
  heard: (isThere: boolean) => void,
): Cmi5Recorder | null {
  const found = launchOf(url);
  if (!found) return null;
  const launch: Launch = found;
  const kept = shelf("localStorage");
  const name = `webinar.cmi5.${launch.registration}.${launch.activityId}`;
  const began = Date.now();
  /** The copy in this browser. */
  const here = (): Saved => ({ ...nothingSaved(), ...recall(kept, name) });

  let progress = createProgress(pack, here());
  const told: Told = { completed: false, passed: false };
  let mark = passMark;
  let isJudged = true;
  let hasAnswered = false;
  let isOver = false;
  let returnUrl = "";
  let store: ReturnType<typeof createRecordStore> | undefined;
  let statements: ReturnType<typeof createStatements> | undefined;

  const body = () => ({ saved: progress.saved(), told: { ...told } });

  /** Keeps the progress, and sends these statements besides those that follow from it. */
  function keep(more: any[] = []) {
    if (isOver || !store) return;
    kept.setItem(name, JSON.stringify(progress.saved()));
    store.keep(body(), isJudged ? [...more, ...reached()] : []);
  }

  /** Statements for what has been achieved and was not reported yet, in this session or an earlier one. */
  function reached() {
    const { isDone, percent, isPassed } = standing(pack, progress, mark);
    if (!isDone || !statements) return [];
    const [now, seconds] = [new Date(), progress.totalSeconds()];
    const made: any[] = [];
    if (!told.completed) made.push(statements.completed(now, seconds));
    if (isPassed && percent !== null && !told.passed) made.push(statements.judged(now, seconds, percent, true));
    told.completed = true;
    told.passed ||= isPassed === true;
    return made;
  }

  /** Resolves with whether everything has arrived. */
  async function finish(): Promise<boolean> {
    if (!store || !statements) return false;
    const last = isOver ? [] : lastOf(statements);
    isOver = true;
    const isThere = await store.end(body(), last);
    if (isThere) kept.removeItem(name);
    return isThere;
  }

  function lastOf(statements: ReturnType<typeof createStatements>) {
    const { isDone, percent, isPassed } = standing(pack, progress, mark);
    const last: any[] = isJudged ? reached() : [];
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
      const data: LaunchData = await opened.launchData();
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
      // No platform is told what was chosen in an anonymous poll.
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

/** The address gives the token only once. */
async function fetchToken(address: string) {
  const response = await fetch(address, { method: "POST" });
  const token = (await response.json())["auth-token"];
  if (!token) throw new Error("the platform gave no token");
  return String(token);
}
