/**
 * Records for cmi5 (Quartz, 2016), launched by an address that names the record store.
 *
 * Progress is a document in the store, and a copy in this browser until it has arrived. A session reports
 * "failed" only at its end: a learner who tries again meanwhile may still pass.
 */

import { recall, shelf } from "../../kit/storage.ts";
import { createProgress, nothingSaved, union } from "../../learn/player/progress.ts";
import type { Pack, Recorder, Saved } from "../../learn/player/types.ts";
import { createPlaceKeeper } from "./place_keeper.ts";
import { createRecordStore } from "./record_store.ts";
import { standing } from "./standing.ts";
import { createStatements, type Launch, type LaunchData } from "./statements.ts";

/** Says whether the platform was told of the completion and of the pass, each of which it is told only once. */
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
 * @param passMark in per cent; used unless the platform gives its own
 * @param onReport called with whether the record store has everything
 * @returns null if no platform launched it; `load` rejects if the platform does not answer
 */
export function cmi5Recorder(
  pack: Pack,
  passMark: number,
  url: URL,
  onReport: (hasArrived: boolean) => void,
): Cmi5Recorder | null {
  const parameters = launchOf(url);
  if (!parameters) return null;
  const launch: Launch = parameters;
  const storage = shelf("localStorage");
  const name = `webinar.cmi5.${launch.registration}.${launch.activityId}`;
  const startMs = Date.now();
  /** Reads the copy in this browser. */
  const localCopy = (): Saved => ({ ...nothingSaved(), ...recall(storage, name) });

  let progress = createProgress(pack, localCopy());
  const reported: Told = { completed: false, passed: false };
  let mastery = passMark;
  let isJudged = true;
  let hasAnswered = false;
  let isOver = false;
  let returnUrl = "";
  let store: ReturnType<typeof createRecordStore> | undefined;
  let statements: ReturnType<typeof createStatements> | undefined;

  const body = () => ({ saved: progress.saved(), told: { ...reported } });

  /** Keeps the progress, and sends these statements besides those that follow from it. */
  function keep(more: any[] = []) {
    if (isOver || !store) return;
    storage.setItem(name, JSON.stringify(progress.saved()));
    store.keep(body(), isJudged ? [...more, ...newAchievements()] : []);
  }

  /** Makes statements for what has been achieved and was not reported yet, in this session or an earlier one. */
  function newAchievements() {
    const { isDone, percent, isPassed } = standing(pack, progress, mastery);
    if (!isDone || !statements) return [];
    const [now, seconds] = [new Date(), progress.totalSeconds()];
    const achievements: any[] = [];
    if (!reported.completed) achievements.push(statements.completed(now, seconds));
    if (isPassed && percent !== null && !reported.passed) achievements.push(statements.judged(now, seconds, percent, true));
    reported.completed = true;
    reported.passed ||= isPassed === true;
    return achievements;
  }

  /** Resolves with whether everything has arrived. */
  async function finish(): Promise<boolean> {
    if (!store || !statements) return false;
    const finalStatements = isOver ? [] : lastStatements(statements);
    isOver = true;
    const hasArrived = await store.end(body(), finalStatements);
    if (hasArrived) storage.removeItem(name);
    return hasArrived;
  }

  function lastStatements(maker: ReturnType<typeof createStatements>) {
    const { isDone, percent, isPassed } = standing(pack, progress, mastery);
    const finalStatements: any[] = isJudged ? newAchievements() : [];
    const hasFailed = isDone && isPassed === false && percent !== null && hasAnswered && !reported.passed;
    if (isJudged && hasFailed) finalStatements.push(maker.judged(new Date(), progress.totalSeconds(), percent, false));
    finalStatements.push(maker.terminated(new Date(), (Date.now() - startMs) / 1000));
    return finalStatements;
  }

  return {
    name,
    async load() {
      const token = await fetchToken(launch.fetch);
      const recordStore = createRecordStore(launch, token, (hasArrived) => {
        if (hasArrived) storage.removeItem(name);
        onReport(hasArrived);
      });
      const data: LaunchData = await recordStore.launchData();
      const [preferences, earlier] = await Promise.all([recordStore.preferences(), recordStore.progress()]);
      isJudged = data.launchMode === "Normal";
      returnUrl = /^https?:/.test(data.returnURL ?? "") ? (data.returnURL ?? "") : "";
      if (typeof data.masteryScore === "number") mastery = Math.round(data.masteryScore * 10_000) / 100;
      Object.assign(reported, earlier?.told ?? {});
      const saved = union(localCopy(), { ...nothingSaved(), ...earlier?.saved });
      const preferred = String(preferences?.languagePreference ?? "").split(",");
      const language = saved.language || pack.languages.find((tag) => preferred.some((preference) => preference.startsWith(tag))) || "";
      progress = createProgress(pack, { ...saved, language });
      statements = createStatements(launch, data);
      store = recordStore;
      store.keep(body(), [statements.initialized(new Date())]);
      return progress.saved();
    },
    async tell(deed) {
      progress.apply(deed);
      if (deed.type !== "answered" || !statements) return keep();
      hasAnswered = true;
      const slide = pack.slides.find(({ id }) => id === deed.item);
      const tries = progress.triesOf(deed.item);
      // Never tell a platform what was chosen in an anonymous poll.
      keep(slide && !slide.poll?.is_anonymous ? [statements.answered(deed, slide, tries[tries.length - 1]?.is_right ?? null)] : []);
    },
    ...createPlaceKeeper(() => progress, keep),
    leave() {
      void finish();
    },
    async end() {
      const hasArrived = await finish();
      onReport(hasArrived);
      return hasArrived ? returnUrl : null;
    },
  };
}

/** Fetches the token, which the address gives only once. */
async function fetchToken(address: string) {
  const response = await fetch(address, { method: "POST" });
  const token = (await response.json())["auth-token"];
  if (!token) throw new Error("the platform gave no token");
  return String(token);
}
