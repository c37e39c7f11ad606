// @ts-check
/** Keeping, reading and removing courses on this device; the recorder of a kept course. */

import { createProgress, union } from "../player/progress.js";
import { ask, transact } from "./db.js";
import { createHanded } from "./handed.js";
import { courseAt, seatOf } from "./places.js";
import { createTail, dropTails } from "./tail.js";

/** @typedef {import("./db.js").Kept} Kept */
/** @typedef {import("./db.js").Waiting} Waiting */
/** @typedef {import("../player/types.js").Pack} Pack */
/** @typedef {import("../player/types.js").Saved} Saved */

/** @returns {Promise<Kept[]>} */
export const allKept = () => transact("readonly", ({ courses }) => ask(courses.getAll()));

/** @param {string} code @returns {Promise<Kept | undefined>} */
export const kept = (code) => transact("readonly", ({ courses }) => ask(courses.get(code)));

/** @param {string} code @returns {Promise<Pack | undefined>} */
export const packOf = (code) =>
  transact("readonly", async ({ packs }) => (await ask(packs.get(code)))?.pack);

/**
 * Pack and all in one: where there is no room, nothing of it is kept, and what was there stays.
 * What is known of progress already is put together with `course.saved`.
 * @param {Omit<Kept, "problem">} course
 * @param {Pack} pack
 */
export function keep(course, pack) {
  return transact("readwrite", async ({ courses, packs }) => {
    const before = /** @type {Kept | undefined} */ (await ask(courses.get(course.code)));
    const isSame = before?.learner === course.learner;
    const saved = before && isSame ? union(before.saved, course.saved) : course.saved;
    await ask(packs.put({ code: course.code, pack }));
    const beside = course.beside ?? before?.beside;
    await ask(courses.put({ ...course, saved, beside, problem: "" }));
  });
}

/**
 * What the server says of the learner now: who they are, their token, and progress made elsewhere.
 * While nothing waits here the server knows best where they were last. A guest who turns out to be
 * somebody, or is not after all, has done what the server says, and what waits here.
 * @param {string} code
 * @param {{token: string, learner: number, seat: number, name: string, saved: Saved}} state
 */
export function refresh(code, { token, learner, seat, name, saved }) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const course = /** @type {Kept | undefined} */ (await ask(courses.get(code)));
    if (!course) return;
    const problem = token === course.token ? course.problem : "";
    /** @type {Waiting[]} */
    const waiting = await ask(queue.index("code").getAll(code));
    const isSame = learner === course.learner;
    const both = isSame ? union(saved, course.saved) : withWaiting((await ask(packs.get(code)))?.pack, saved, waiting);
    if (!waiting.length) both.slide = saved.slide || both.slide;
    await ask(courses.put({ ...course, token, learner, seat, name, problem, saved: both }));
  });
}

/** @param {Pack | undefined} pack @param {Saved} saved @param {Waiting[]} waiting */
function withWaiting(pack, saved, waiting) {
  if (!pack) return saved;
  const progress = createProgress(pack, saved);
  for (const { deed } of waiting.sort((one, other) => one.at - other.at)) progress.apply(deed);
  return progress.saved();
}

/** Pack, progress and what waits: all of it. @param {string} code */
export function remove(code) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const course = /** @type {Kept | undefined} */ (await ask(courses.get(code)));
    if (course) dropTails(courseAt(code), seatOf(course));
    await ask(courses.delete(code));
    await ask(packs.delete(code));
    const keys = await ask(queue.index("code").getAllKeys(code));
    for (const key of keys) await ask(queue.delete(key));
  });
}

/** @param {string} code @returns {Promise<Waiting[]>} in the order in which it was done */
export async function queued(code) {
  /** @type {Waiting[]} */
  const found = await transact("readonly", ({ queue }) => ask(queue.index("code").getAll(code)));
  return found.sort((one, other) => one.at - other.at);
}

/**
 * How much of what somebody answered waits, and what was refused.
 * @param {string} code
 */
export async function counts(code) {
  const all = await queued(code);
  const answers = all.filter(({ deed }) => deed.type === "answered");
  return {
    answers: answers.filter(({ refused }) => !refused).length,
    all: all.filter(({ refused }) => !refused).length,
    refused: all.filter(({ refused }) => refused),
  };
}

/** @param {string[]} keys that the server has */
export function sent(keys) {
  return transact("readwrite", async ({ queue }) => {
    for (const key of keys) await ask(queue.delete(key));
  });
}

/** @param {Record<string, string>} reasons by key */
export function refuse(reasons) {
  return transact("readwrite", async ({ queue }) => {
    for (const [key, refused] of Object.entries(reasons)) {
      const found = await ask(queue.get(key));
      if (found) await ask(queue.put({ ...found, refused }));
    }
  });
}

/** @param {string} code @param {string} token of the learner with the problem @param {string} problem */
export function setProblem(code, token, problem) {
  return transact("readwrite", async ({ courses }) => {
    const course = await ask(courses.get(code));
    if (course?.token === token) await ask(courses.put({ ...course, problem }));
  });
}

/**
 * Writes what is told and how far one is in one transaction, reading anew: there may be two tabs.
 * @param {string} code
 * @param {number} seat of the learner who is at it
 * @param {Pack} pack
 * @param {() => void} told called after each deed that is kept
 * @returns {import("../player/types.js").Recorder}
 */
export function recorder(code, seat, pack, told) {
  /** @param {(progress: import("../player/progress.js").Progress) => void} work @param {Waiting} [waiting] */
  const change = (work, waiting) =>
    transact("readwrite", async ({ courses, queue }) => {
      const course = /** @type {Kept | undefined} */ (await ask(courses.get(code)));
      // Removed in another tab.
      if (!course) throw new Error("gone");
      // Another learner is at it by now: this page has nothing to write there, and what it told stays its own.
      if (seatOf(course) !== seat) throw new DOMException("another", "AbortError");
      const progress = createProgress(pack, course.saved);
      work(progress);
      if (waiting) await ask(queue.put(waiting));
      await ask(courses.put({ ...course, saved: progress.saved() }));
    });
  const quietly = (/** @type {Promise<unknown>} */ one) => void one.catch(() => {});
  const tail = createTail(code, seat);

  /** @param {Waiting} waiting */
  async function write(waiting) {
    await change((progress) => progress.apply(waiting.deed), waiting);
    tail.drop(waiting.key);
  }

  /** What the pages with a network have left for whoever comes next. */
  async function takeOver() {
    const handed = createHanded(code, seat);
    for (const waiting of handed.left()) {
      try {
        if (!(await isQueued(waiting.key))) await write(waiting);
        handed.drop(waiting);
      } catch {
        // There is no room: those pages tell it.
      }
    }
  }

  /** @param {string} key */
  const isQueued = (key) => transact("readonly", ({ queue }) => ask(queue.get(key)));

  return {
    async load() {
      for (const waiting of tail.left()) {
        // Not if it was written after all, and the page was gone before it heard of that.
        if (await isQueued(waiting.key)) tail.drop(waiting.key);
        else await write(waiting).catch(() => {});
      }
      await takeOver();
      const course = await kept(code);
      return course?.saved ?? { language: "", slide: "", seconds: {}, done: [], answers: {} };
    },
    async tell(deed) {
      const at = deed.type === "read" ? deed.began : deed.at;
      const waiting = { key: deed.key, code, edition: pack.edition, at, deed, refused: "" };
      tail.hold(waiting);
      try {
        await write(waiting);
      } catch (error) {
        // It is said not to be kept, so it must not turn up later; unless only the page went.
        if (/** @type {Error} */ (error).name !== "AbortError") tail.drop(waiting.key);
        throw error;
      }
      told();
    },
    place: (slide) => quietly(change((progress) => progress.place({ slide }))),
    language: (language) => quietly(change((progress) => progress.place({ language }))),
    leave: told,
  };
}
