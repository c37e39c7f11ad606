// @ts-check
/**
 * Finds what a platform offers to SCORM content: an object in a window above this one, or above the
 * one that opened it (SCORM 2004, Run-Time Environment, 3.3.6.1; the same for 1.2).
 */

const MOST_LEVELS = 500;

/**
 * @param {string} name `API` for SCORM 1.2, `API_1484_11` for 2004
 * @param {Window} from
 * @returns {Record<string, (...given: string[]) => string> | null}
 */
export function findApi(name, from = window) {
  return upFrom(name, from) ?? (openerOf(topOf(from)) ? upFrom(name, openerOf(topOf(from))) : null);
}

/**
 * @param {string} name
 * @param {any} from
 */
function upFrom(name, from) {
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

/** @param {any} from */
function topOf(from) {
  return read(from, "top") ?? from;
}

/** @param {any} at */
function openerOf(at) {
  return read(at, "opener");
}

/**
 * A window of another site may not be looked into: then there is nothing for us in it.
 *
 * @param {any} at
 * @param {string} name
 */
function read(at, name) {
  try {
    return at[name] ?? null;
  } catch {
    return null;
  }
}
