/**
 * Switches between learners who share a device. The course of each stays on it if they wanted that, and one of
 * them is active. What the others keep lies aside, and is sent from there by their own links.
 */

import { ask, transact, type Kept } from "./db.ts";
import { asideOf, courseAt } from "./places.ts";
import { keptCourses, keptCourse } from "./store.ts";

/** Returns the learners who keep this course here and are not active. */
export async function otherLearners(code: string): Promise<Kept[]> {
  return (await keptCourses()).filter((course) => course.code !== code && courseAt(course.code) === code);
}

/**
 * Lays aside what the active learner keeps, and takes up what another one keeps.
 * @param code the code of the course
 * @param nextCourse one of the others; without it, nobody becomes active
 */
export function switchLearner(code: string, nextCourse?: Kept) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const active: Kept | undefined = await ask(courses.get(code));
    if (active) await move(code, asideOf(code, active));
    if (nextCourse) await move(nextCourse.code, code);

    async function move(from: string, to: string) {
      for (const store of [courses, packs]) {
        const record = await ask(store.get(from));
        if (!record) continue;
        await ask(store.put({ ...record, code: to }));
        await ask(store.delete(from));
      }
      for (const deed of await ask(queue.index("code").getAll(from))) await ask(queue.put({ ...deed, code: to }));
    }
  });
}

/** Returns the learners who may be chosen here without a network: those who share the device, and the active one. */
export async function choosableLearners(code: string): Promise<Kept[]> {
  const active = await keptCourse(code);
  if (!active) return otherLearners(code);
  // An active learner who does not share the device is not laid aside: nobody may open their work by choosing a name.
  return active.beside ? [active, ...(await otherLearners(code))] : [active];
}

/** Returns what the learner of this own link keeps here, if they may be chosen. */
export async function learnerOf(token: string): Promise<Kept | undefined> {
  const course = (await keptCourses()).find((kept) => kept.token === token);
  const learners = course ? await choosableLearners(courseAt(course.code)) : [];
  return learners.find((learner) => learner.token === token);
}
