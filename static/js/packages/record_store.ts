// @ts-check
/**
 * The platform's record store over HTTP (xAPI 1.0.3): documents, and statements that wait their turn
 * while the link is down. Statements have their own ids, so that sending them again adds nothing.
 */

/** @typedef {import("./statements.js").Launch} Launch */
/** @typedef {any} Statement */

const AT_ONCE = 20;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const MOST_KEPT_ALIVE = 30_000;
const PROGRESS = "webinar.progress";

/**
 * @param {Launch} launch
 * @param {string} token
 * @param {(isThere: boolean) => void} heard whether what was told has arrived
 */
export function createRecordStore(launch, token, heard) {
  /** @type {Statement[]} */
  const waiting = [];
  /** @type {any} */
  let progress;
  let isSending = false;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  addEventListener("online", () => void send());

  /** @param {string} resource @param {Record<string, string>} query @param {RequestInit} [options] */
  function ask(resource, query, options = {}) {
    const url = new URL(resource, launch.endpoint);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const headers = {
      Authorization: `Basic ${token}`,
      "X-Experience-API-Version": "1.0.3",
      ...(options.body ? { "Content-Type": "application/json" } : {}),
    };
    return fetch(url, { ...options, headers, cache: "no-store" });
  }

  /** @param {string} stateId */
  function stateOf(stateId) {
    const { activityId, actor, registration } = launch;
    return { activityId, agent: JSON.stringify(actor), registration, stateId };
  }

  /** @param {Response} response @returns {Promise<any>} null where there is none */
  async function documentOf(response) {
    if (response.status === 404 || response.status === 403 || response.status === 204) return null;
    if (!response.ok) throw new Error(`the record store says ${response.status}`);
    return response.json();
  }

  /** @param {string} method @param {any} content @param {boolean} isLast @returns {RequestInit} */
  function sending(method, content, isLast) {
    const body = JSON.stringify(content);
    // What outlives its page may have 64 KiB in all; more is sent as long as the page lives.
    return { method, body, keepalive: isLast && new Blob([body]).size < MOST_KEPT_ALIVE };
  }

  /** @param {any} body @param {boolean} [isLast] */
  const putProgress = (body, isLast = false) => ask("activities/state", stateOf(PROGRESS), sending("PUT", body, isLast));

  /** @param {Statement[]} statements @param {boolean} [isLast] */
  const postStatements = (statements, isLast = false) => ask("statements", {}, sending("POST", statements, isLast));

  async function send() {
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    try {
      while (progress !== undefined || waiting.length) await sendSome();
      failures = 0;
      heard(true);
    } catch {
      heard(false);
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
    let some = waiting.slice(0, AT_ONCE);
    if (!some.length) return;
    let response = await postStatements(some);
    if (isRefused(response) && some.length > 1) {
      // One of them is refused: by itself it holds up nobody.
      some = some.slice(0, 1);
      response = await postStatements(some);
    }
    needsNoRetry(response);
    waiting.splice(0, some.length);
  }

  return {
    /** What the platform wrote down for this launch. @returns {Promise<any>} */
    launchData: async () => documentOf(await ask("activities/state", stateOf("LMS.LaunchData"))),
    /** @returns {Promise<any>} */
    preferences: async () =>
      documentOf(await ask("agents/profile", { agent: JSON.stringify(launch.actor), profileId: "cmi5LearnerPreferences" })),
    /** What `keep` was told in an earlier session. @returns {Promise<any>} */
    progress: async () => documentOf(await ask("activities/state", stateOf(PROGRESS))),
    /** @param {any} body the whole progress @param {Statement[]} statements */
    keep(body, statements) {
      progress = body;
      waiting.push(...statements);
      void send();
    },
    /**
     * The last that is sent, also while the page goes away. What did not arrive can be sent again.
     * @param {any} body
     * @param {Statement[]} statements
     * @returns {Promise<boolean>} whether all has arrived
     */
    async end(body, statements) {
      clearTimeout(timer);
      progress = undefined;
      const all = [...waiting.splice(0), ...statements];
      const sent = await Promise.all([putProgress(body, true), postStatements(all, true)]).catch(() => []);
      const isThere = sent.length > 0 && sent.every((response) => response.ok);
      if (!isThere) waiting.push(...all);
      return isThere;
    },
  };
}

/** What cannot be sent better by sending it again: known already, or refused for good. @param {Response} response */
function needsNoRetry(response) {
  if (!response.ok && !isRefused(response)) throw new Error(`the record store says ${response.status}`);
}

/** @param {Response} response */
function isRefused({ status }) {
  return [400, 403, 404, 409, 412, 413].includes(status);
}
