// @ts-check
/**
 * What this screen knows of the room, as a pure function of what it was told. No DOM, no socket.
 *
 * A picture (snapshot) is current until told otherwise. While a fresh one is on its way, broadcasts
 * are held; what the fresh one already held is dropped. A hole in the sequence asks for a new one.
 */

import { FEATURES } from "./features.js";
import { reducePart } from "./parts.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Audience} Audience */
/** @typedef {import("./hooks.js").Feature} Feature */
/**
 * @typedef {Snapshot & {
 *   catchingUp: boolean,
 *   gap: boolean,
 *   heard: Partial<Record<Audience, number>>,
 *   pulses: Record<string, number>,
 *   held: Array<[string, any]>,
 * }} State
 *   `catchingUp`: a fresh snapshot is awaited. `gap`: something was missed, ask for one.
 *   `heard`: version of the last sequenced broadcast by audience, of those that this member belongs
 *   to. `pulses`: version of the newest
 *   unsequenced broadcast by what it is about.
 */

/** @type {NonNullable<Feature["reduce"]>} */
const REDUCE = Object.assign({}, ...FEATURES.map(({ reduce }) => reduce));
/** @type {Record<string, string>} */
const NEWEST = Object.assign({}, ...FEATURES.map(({ newest }) => newest));
/** @type {Record<string, string>} */
const ECHO = Object.assign({}, ...FEATURES.map(({ echo }) => echo));

/**
 * The state that a page begins with: shown at once, but broadcasts are held until `caughtUp`.
 * @param {Snapshot} snapshot
 * @returns {State}
 */
export function initial(snapshot) {
  return { ...fresh(snapshot), catchingUp: true };
}

/**
 * A snapshot has been asked for: hold what comes until it is there.
 * @param {State} state
 * @returns {State}
 */
export function catchUp(state) {
  return { ...state, catchingUp: true, gap: false, held: [] };
}

/**
 * The snapshot is there: it replaces what was known; what came meanwhile and is newer follows.
 * @param {State} state
 * @param {Snapshot} snapshot
 * @returns {State}
 */
export function caughtUp(state, snapshot) {
  return state.held.reduce((next, [name, body]) => apply(next, name, body), fresh(snapshot));
}

/**
 * Take one broadcast. When the result has `gap`, fetch `room.snapshot` (`catchUp`, `caughtUp`).
 * @param {State} state
 * @param {string} name
 * @param {any} body
 * @returns {State} the same object when nothing changed
 */
export function apply(state, name, body) {
  if (typeof body?.version !== "number") return state;
  if (state.catchingUp || state.gap) return { ...state, held: [...state.held, [name, body]] };
  if (name === "room.tick") return body.missed || behind(state, body.said) ? missed(state) : state;
  const of = NEWEST[name];
  if (of !== undefined) return applyPulse(state, of, name, body);
  if (isAudience(body.audience)) return applySequenced(state, body.audience, name, body);
  if (body.part) return applyPulse(state, "key", name, body);
  return state;
}

/**
 * Take what this member has done: shown at once, also while a fresh picture is on its way.
 * @param {State} state
 * @param {string} name
 * @param {any} body
 * @returns {State}
 */
export function applyOwn(state, name, body) {
  const next = apply(state, name, body);
  return next.catchingUp || next.gap ? reduce(next, name, body) : next;
}

/**
 * What an acknowledged command of this member means, should the broadcast to the member be lost.
 * @param {string} command
 * @param {Record<string, any>} fields
 * @param {number} version
 * @returns {[string, object] | []}
 */
export function echo(command, fields, version) {
  const name = ECHO[command];
  return name ? [name, { ...fields, version }] : [];
}

/**
 * A newer one about the same thing makes an older one void; these have no place in the sequence.
 * @param {State} state @param {string} of @param {string} name @param {any} body @returns {State}
 */
function applyPulse(state, of, name, body) {
  const about = `${name} ${body[of] ?? ""}`;
  if (body.version < (state.pulses[about] ?? state.version)) return state;
  return { ...reduce(state, name, body), pulses: { ...state.pulses, [about]: body.version } };
}

/** @param {State} state @param {Audience} audience @param {string} name @param {any} body @returns {State} */
function applySequenced(state, audience, name, body) {
  const heard = state.heard[audience] ?? 0;
  if (body.version <= state.version || body.version < heard) return state;
  if (body.after > heard) return { ...missed(state), held: [[name, body]] };
  return { ...reduce(state, name, body), heard: { ...state.heard, [audience]: body.version } };
}

/** @param {State} state @param {Partial<Record<Audience, number>>} said */
function behind(state, said) {
  return Object.entries(said ?? {}).some(
    ([audience, version]) => isAudience(audience) && version > (state.heard[audience] ?? Infinity),
  );
}

/** @param {State} state @returns {State} */
function missed(state) {
  return { ...state, gap: true, held: [] };
}

/** @param {unknown} name @returns {name is Audience} */
function isAudience(name) {
  return name === "everyone" || name === "hosts";
}

/**
 * What a broadcast changes, whenever it was said.
 * @template {Snapshot} S
 * @param {S} state @param {string} name @param {any} body @returns {S}
 */
export function reduce(state, name, body) {
  return { ...state, ...reducePart(state, body), ...REDUCE[name]?.(state, body) };
}

/** @param {Snapshot} snapshot @returns {State} */
function fresh(snapshot) {
  return { ...snapshot, heard: { ...snapshot.said }, pulses: {}, held: [], catchingUp: false, gap: false };
}
