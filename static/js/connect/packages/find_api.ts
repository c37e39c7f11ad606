/**
 * Finds the object that a platform offers to SCORM content: in a window above this one, or above the one that
 * opened it (SCORM 2004, Run-Time Environment, 3.3.6.1; the same for 1.2).
 */

const MOST_LEVELS = 500;

/** @param name `API` for SCORM 1.2, `API_1484_11` for 2004 */
export function findApi(name: string, from: Window = window): Record<string, (...given: string[]) => string> | null {
  return upFrom(name, from) ?? (openerOf(topOf(from)) ? upFrom(name, openerOf(topOf(from))) : null);
}

function upFrom(name: string, from: any) {
  let at = from;
  for (let level = 0; level < MOST_LEVELS && at; level += 1) {
    const found = read(at, name);
    if (found) return found;
    const above = read(at, "parent");
    if (!above || above === at) return null;
    at = above;
  }
  return null;
}

function topOf(from: any) {
  return read(from, "top") ?? from;
}

function openerOf(at: any) {
  return read(at, "opener");
}

/** Returns null if the window has no such object, or is of another site: then the browser refuses access. */
function read(at: any, name: string) {
  try {
    return at[name] ?? null;
  } catch {
    return null;
  }
}
