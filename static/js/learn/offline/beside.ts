/**
 * Learners who share a device: the course of each stays on it, if they wanted that, and one of them is
 * at it. What the others keep lies aside, and is sent from there by their own links.
 */

import { ask, transact, type Kept } from "./db.ts";
import { asideOf, courseAt } from "./places.ts";
import { allKept, kept } from "./store.ts";

/** Those who keep this course here and are not at it. */
export async function others(code: string): Promise<Kept[]> {
  return (await allKept()).filter((one) => one.code !== code && courseAt(one.code) === code);
}

/**
 * Lays aside what the one at the course keeps, and takes up what another does.
 * @param code of a course
 * @param other one of the others; nobody is at it where none is named
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
 * The learner of this own link is at their course again, if this device keeps it. Whoever is at it and
 * does not share the device is not laid aside: what they did is not to be opened by choosing a name.
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
