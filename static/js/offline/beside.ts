// @ts-check
/**
 * Learners who share a device: the course of each stays on it, if they wanted that, and one of them is
 * at it. What the others keep lies aside, and is sent from there by their own links.
 */

import { ask, transact } from "./db.js";
import { asideOf, courseAt } from "./places.js";
import { allKept, kept } from "./store.js";

/** @typedef {import("./db.js").Kept} Kept */

/** Those who keep this course here and are not at it. @param {string} code @returns {Promise<Kept[]>} */
export async function others(code) {
  return (await allKept()).filter((one) => one.code !== code && courseAt(one.code) === code);
}

/**
 * Lays aside what the one at the course keeps, and takes up what another does.
 * @param {string} code of a course
 * @param {Kept} [other] one of the others; nobody is at it where none is named
 */
export function change(code, other) {
  return transact("readwrite", async ({ courses, packs, queue }) => {
    /** @type {Kept | undefined} */
    const here = await ask(courses.get(code));
    if (here) await move(code, asideOf(code, here));
    if (other) await move(other.code, code);

    /** @param {string} from @param {string} to */
    async function move(from, to) {
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
 * @param {string} token
 * @returns {Promise<string>} the code of the course, or ""
 */
export async function takeUp(token) {
  const found = (await allKept()).find((one) => one.token === token);
  if (!found) return "";
  const code = courseAt(found.code);
  if (code === found.code) return code;
  const here = await kept(code);
  if (here && !here.beside) return "";
  await change(code, found);
  return code;
}
