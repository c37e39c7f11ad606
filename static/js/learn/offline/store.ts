/** Keeps, reads and removes courses on this device, and makes the recorder of a kept course. */

import { createProgress, union, type Progress } from "../player/progress.ts";
import type { Pack, Recorder, Saved } from "../player/types.ts";
import { ask, transact, type Kept, type Waiting } from "./db.ts";
import { createHandover } from "./handover.ts";
import { courseAt, seatOf } from "./places.ts";
import { createTail, dropTails } from "./tail.ts";

export const keptCourses = (): Promise<Kept[]> => transact("readonly", ({ courses }) => ask(courses.getAll()));

export const keptCourse = (code: string): Promise<Kept | undefined> =>
  transact("readonly", ({ courses }) => ask(courses.get(code)));

export const packOf = (code: string): Promise<Pack | undefined> =>
  transact("readonly", async ({ packs }) => (await ask(packs.get(code)))?.pack);

/**
 * Writes the course and its pack together: if there is no space, nothing of it is kept, and the old course
 * stays. Progress that is known already is merged with `course.saved`.
 */
export function keep(course: Omit<Kept, "problem" | "pin">, pack: Pack) {
  return transact("readwrite", async ({ courses, packs }) => {
    const earlier = (await ask(courses.get(course.code))) as Kept | undefined;
    const isSame = earlier?.learner === course.learner;
    const saved = earlier && isSame ? union(earlier.saved, course.saved) : course.saved;
    await ask(packs.put({ code: course.code, pack }));
    const beside = course.beside ?? earlier?.beside;
    const pin = earlier && seatOf(earlier) === seatOf(course) ? earlier.pin : undefined;
    await ask(courses.put({ ...course, saved, beside, pin, problem: "" }));
  });
}

/**
 * Takes over what the server says of the learner now: who they are, their token, and progress made elsewhere.
 * While nothing waits here, the server knows best where they were last. If a guest has turned out to be
 * somebody, or not to be, their progress is the server's and what waits here.
 */
export function refresh(
  code: string,
  { token, learner, seat, name, saved }: { token: string; learner: number; seat: number; name: string; saved: Saved },
) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const course = (await ask(courses.get(code))) as Kept | undefined;
    if (!course) return;
    const problem = token === course.token ? course.problem : "";
    const waiting: Waiting[] = await ask(queue.index("code").getAll(code));
    const isSame = learner === course.learner;
    const merged = isSame ? union(saved, course.saved) : withWaiting((await ask(packs.get(code)))?.pack, saved, waiting);
    if (!waiting.length) merged.slide = saved.slide || merged.slide;
    await ask(courses.put({ ...course, token, learner, seat, name, problem, saved: merged }));
  });
}

function withWaiting(pack: Pack | undefined, saved: Saved, waiting: Waiting[]) {
  if (!pack) return saved;
  const progress = createProgress(pack, saved);
  for (const { deed } of waiting.sort((a, b) => a.at - b.at)) progress.apply(deed);
  return progress.saved();
}

/** Removes the pack, the progress and what waits. */
export function remove(code: string) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const course = (await ask(courses.get(code))) as Kept | undefined;
    if (course) dropTails(courseAt(code), seatOf(course));
    await ask(courses.delete(code));
    await ask(packs.delete(code));
    const keys = await ask(queue.index("code").getAllKeys(code));
    for (const key of keys) await ask(queue.delete(key));
  });
}

/** Returns the waiting deeds, in the order in which they were done. */
export async function waitingDeeds(code: string): Promise<Waiting[]> {
  const deeds: Waiting[] = await transact("readonly", ({ queue }) => ask(queue.index("code").getAll(code)));
  return deeds.sort((a, b) => a.at - b.at);
}

/** Counts the learner's answers that wait, and all that waits; lists what was refused. */
export async function countWaiting(code: string) {
  const deeds = await waitingDeeds(code);
  const answers = deeds.filter(({ deed }) => deed.type !== "read");
  return {
    answers: answers.filter(({ refused }) => !refused).length,
    all: deeds.filter(({ refused }) => !refused).length,
    refused: deeds.filter(({ refused }) => refused),
  };
}

/** Removes the deeds that the server has. */
export function removeSent(keys: string[]) {
  return transact("readwrite", async ({ queue }) => {
    for (const key of keys) await ask(queue.delete(key));
  });
}

/** Notes the reasons of refusals, by key. */
export function noteRefusals(reasons: Record<string, string>) {
  return transact("readwrite", async ({ queue }) => {
    for (const [key, refused] of Object.entries(reasons)) {
      const waiting = await ask(queue.get(key));
      if (waiting) await ask(queue.put({ ...waiting, refused }));
    }
  });
}

/** Notes a problem of the learner with this token. */
export function setProblem(code: string, token: string, problem: string) {
  return transact("readwrite", async ({ courses }) => {
    const course = await ask(courses.get(code));
    if (course?.token === token) await ask(courses.put({ ...course, problem }));
  });
}

/**
 * Writes a deed and the progress in one transaction, reading both again first: there may be two tabs.
 * @param seat the number of the active learner
 * @param onKept called after each deed that is kept
 */
export function recorder(code: string, seat: number, pack: Pack, onKept: () => void): Recorder {
  const change = (work: (progress: Progress) => void, waiting?: Waiting) =>
    transact("readwrite", async ({ courses, queue }) => {
      const course = (await ask(courses.get(code))) as Kept | undefined;
      // Another tab has removed the course.
      if (!course) throw new Error("gone");
      // Another learner is active by now. This page must not write there, and its deeds stay its own.
      if (seatOf(course) !== seat) throw new DOMException("another", "AbortError");
      const progress = createProgress(pack, course.saved);
      work(progress);
      if (waiting) await ask(queue.put(waiting));
      await ask(courses.put({ ...course, saved: progress.saved() }));
    });
  const quietly = (work: Promise<unknown>) => void work.catch(() => {});
  const tail = createTail(code, seat);

  async function write(waiting: Waiting) {
    await change((progress) => progress.apply(waiting.deed), waiting);
    tail.drop(waiting.key);
  }

  /** Takes over what the online pages have left. */
  async function takeOver() {
    const handover = createHandover(code, seat);
    for (const waiting of handover.deeds()) {
      try {
        if (!(await isQueued(waiting.key))) await write(waiting);
        handover.drop(waiting);
      } catch {
        // There is no space: the online pages will send it.
      }
    }
  }

  const isQueued = (key: string) => transact("readonly", ({ queue }) => ask(queue.get(key)));

  return {
    async load() {
      for (const waiting of tail.deeds()) {
        // Skip it if it was written after all, and the page closed before it heard so.
        if (await isQueued(waiting.key)) tail.drop(waiting.key);
        else await write(waiting).catch(() => {});
      }
      await takeOver();
      const course = await keptCourse(code);
      return course?.saved ?? { language: "", slide: "", seconds: {}, done: [], answers: {} };
    },
    async tell(deed) {
      const at = deed.type === "read" ? deed.began : deed.at;
      const waiting = { key: deed.key, code, edition: pack.edition, at, deed, refused: "" };
      tail.hold(waiting);
      try {
        await write(waiting);
      } catch (error) {
        // The learner is told that it is not kept, so it must not appear later; unless only the page closed.
        if ((error as Error).name !== "AbortError") tail.drop(waiting.key);
        throw error;
      }
      onKept();
    },
    place: (slide) => quietly(change((progress) => progress.place({ slide }))),
    language: (language) => quietly(change((progress) => progress.place({ language }))),
    leave: onKept,
  };
}
