/**
 * Learners who share a device. The course of each stays on it if they wanted that, and one of them is active.
 * What the others keep lies aside, and is sent from there by their own links.
 */

import { ask, transact, type Kept } from "./db.ts";
import { asideOf, courseAt } from "./places.ts";
import { allKept, kept } from "./store.ts";

/** The learners who keep this course here and are not active. */
export async function others(code: string): Promise<Kept[]> {
  return (await allKept()).filter((one) => one.code !== code && courseAt(one.code) === code);
}

/**
 * Lays aside what the active learner keeps, and takes up what another one keeps.
 * @param code the code of the course
 * @param other one of the others; without it, nobody becomes active
 */
export function change(code: string, other?: Kept) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    const here: Kept | undefined = await ask(courses.get(code));
    if (here) await move(code, asideOf(code, here));
    if (other) await move(other.code, code);

    async function move(from: string, to: string) {
      for (const store of [courses, packs]) {
        const found = await ask(store.get(from));
        if (!found) continue;
        await ask(store.put({ ...found, code: to }));
        await ask(store.delete(from));
      }
      for (const one of await ask(queue.index("code").getAll(from))) await ask(queue.put({ ...one, code: to }));
    }
  });
}

/**
 * Makes the learner of this own link active again, if this device keeps their course. An active learner who does
 * not share the device is not laid aside: nobody may open their work by choosing a name.
 * @returns the code of the course, or ""
 */
export async function takeUp(token: string): Promise<string> {
  const found = (await allKept()).find((one) => one.token === token);
  if (!found) return "";
  const code = courseAt(found.code);
  if (code === found.code) return code;
  const here = await kept(code);
  if (here && !here.beside) return "";
  await change(code, found);
  return code;
}
