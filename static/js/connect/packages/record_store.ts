/**
 * Speaks with the platform's record store over HTTP (xAPI 1.0.3): documents, and statements that wait while the
 * link is down. Statements have their own ids, so that sending them again adds nothing.
 */

import type { Launch } from "./statements.ts";

type Statement = any;

const MOST_AT_ONCE = 20;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const MOST_KEPT_ALIVE_BYTES = 30_000;
const PROGRESS = "webinar.progress";

/** @param onReport called with whether everything has arrived */
export function createRecordStore(launch: Launch, token: string, onReport: (hasArrived: boolean) => void) {
  const waiting: Statement[] = [];
  let progress: any;
  let isSending = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("online", () => void send());

  function ask(resource: string, query: Record<string, string>, options: RequestInit = {}) {
    const url = new URL(resource, launch.endpoint);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const headers = {
      Authorization: `Basic ${token}`,
      "X-Experience-API-Version": "1.0.3",
      ...(options.body ? { "Content-Type": "application/json" } : {}),
    };
    return fetch(url, { ...options, headers, cache: "no-store" });
  }

  function stateOf(stateId: string) {
    const { activityId, actor, registration } = launch;
    return { activityId, agent: JSON.stringify(actor), registration, stateId };
  }

  /** Returns null if there is no document. */
  async function documentOf(response: Response): Promise<any> {
    if (response.status === 404 || response.status === 403 || response.status === 204) return null;
    if (!response.ok) throw new Error(`the record store says ${response.status}`);
    return response.json();
  }

  function requestOf(method: string, content: any, isLast: boolean): RequestInit {
    const body = JSON.stringify(content);
    // Requests that outlive their page may have 64 KiB in all; a larger one is sent only while the page lives.
    return { method, body, keepalive: isLast && new Blob([body]).size < MOST_KEPT_ALIVE_BYTES };
  }

  const putProgress = (body: any, isLast = false) =>
    ask("activities/state", stateOf(PROGRESS), requestOf("PUT", body, isLast));

  const postStatements = (statements: Statement[], isLast = false) =>
    ask("statements", {}, requestOf("POST", statements, isLast));

  async function send() {
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    try {
      while (progress !== undefined || waiting.length) await sendSome();
      failures = 0;
      onReport(true);
    } catch {
      onReport(false);
      timer = setTimeout(() => void send(), RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    } finally {
      isSending = false;
    }
  }

  async function sendSome() {
    if (progress !== undefined) {
      const body = progress;
      needsNoRetry(await putProgress(body));
      if (progress === body) progress = undefined;
    }
    let batch = waiting.slice(0, MOST_AT_ONCE);
    if (!batch.length) return;
    let response = await postStatements(batch);
    if (isRefused(response) && batch.length > 1) {
      // One statement of the batch is refused. Send them one by one, so that it does not hold up the others.
      batch = batch.slice(0, 1);
      response = await postStatements(batch);
    }
    needsNoRetry(response);
    waiting.splice(0, batch.length);
  }

  return {
    /** Returns the document that the platform wrote for this launch. */
    launchData: async (): Promise<any> => documentOf(await ask("activities/state", stateOf("LMS.LaunchData"))),
    preferences: async (): Promise<any> =>
      documentOf(await ask("agents/profile", { agent: JSON.stringify(launch.actor), profileId: "cmi5LearnerPreferences" })),
    /** Returns the progress that `keep` was given in an earlier session. */
    progress: async (): Promise<any> => documentOf(await ask("activities/state", stateOf(PROGRESS))),
    /** @param body the whole progress */
    keep(body: any, statements: Statement[]) {
      progress = body;
      waiting.push(...statements);
      void send();
    },
    /**
     * Sends for the last time, also while the page is closing. What did not arrive can be sent again.
     * @returns whether everything has arrived
     */
    async end(body: any, statements: Statement[]): Promise<boolean> {
      clearTimeout(timer);
      progress = undefined;
      const statementsToSend = [...waiting.splice(0), ...statements];
      const responses = await Promise.all([putProgress(body, true), postStatements(statementsToSend, true)]).catch(() => []);
      const hasArrived = responses.length > 0 && responses.every((response) => response.ok);
      if (!hasArrived) waiting.push(...statementsToSend);
      return hasArrived;
    },
  };
}

/** Throws unless sending again would not help: the store has it already, or refused it for good. */
function needsNoRetry(response: Response) {
  if (!response.ok && !isRefused(response)) throw new Error(`the record store says ${response.status}`);
}

function isRefused({ status }: Response) {
  return [400, 403, 404, 409, 412, 413].includes(status);
}
