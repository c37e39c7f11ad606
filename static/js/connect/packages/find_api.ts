/**
 * Finds the object that a platform offers to SCORM content: in a window above this one, or above the one that
 * opened it (SCORM 2004, Run-Time Environment, 3.3.6.1; the same for 1.2).
 */

const MOST_LEVELS = 500;

/** @param name `API` for SCORM 1.2, `API_1484_11` for 2004 */
export function findApi(name: string, from: Window = window): Record<string, (...args: string[]) => string> | null {
  return upFrom(name, from) ?? (openerOf(topOf(from)) ? upFrom(name, openerOf(topOf(from))) : null);
}

function upFrom(name: string, from: any) {
  let place = from;
  for (let level = 0; level < MOST_LEVELS && place; level += 1) {
    const api = read(place, name);
    if (api) return api;
    const parent = read(place, "parent");
    if (!parent || parent === place) return null;
    place = parent;
  }
  return null;
}

function topOf(from: any) {
  return read(from, "top") ?? from;
}

function openerOf(place: any) {
  return read(place, "opener");
}

/** Returns null if the window has no such object, or is of another site: then the browser refuses access. */
function read(place: any, name: string) {
  try {
    return place[name] ?? null;
  } catch {
    return null;
  }
}
