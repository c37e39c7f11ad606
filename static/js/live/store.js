// @ts-check
/**
 * What this screen knows of the room, as a pure function of what it was told. No DOM, no socket.
 *
 * A picture (snapshot) is current until told otherwise. While a fresh one is on its way, broadcasts
 * are held; what the fresh one already held is dropped. A hole in the sequence asks for a new one.
 */

import { reducePeople } from "../people/reduce.js";
import { reducePolls } from "../polls/reduce.js";
import { reduceRoom } from "../rooms/reduce.js";
import { reduceSlides } from "../slides/reduce.js";
import { reduceSteps } from "../steps/reduce.js";
import { reducePart } from "./parts.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Audience} Audience */
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

const REDUCERS = [reducePart, reduceRoom, reduceSlides, reducePolls, reduceSteps, reducePeople];

// A newer message about the same thing makes an older one void; these have no place in the sequence.
/** @type {Record<string, (body: any) => string>} */
const NEWEST_WINS = {
  "step.counts": (body) => `step.counts ${body.step}`,
  "step.reasons": (body) => `step.reasons ${body.step}`,
  "step.shared_reasons": (body) => `step.reasons ${body.step}`,
  "step.answered": (body) => `step.answered ${body.step}`,
  "poll.tally": (body) => `poll.tally ${body.poll}`,
  "poll.languages": (body) => `poll.languages ${body.poll}`,
  "poll.voted": (body) => `poll.voted ${body.poll}`,
  "room.people": () => "room.people",
  "member.changed": () => "member.changed",
};

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
  const about = NEWEST_WINS[name];
  if (about) return applyPulse(state, about(body), name, body);
  if (isAudience(body.audience)) return applySequenced(state, body.audience, name, body);
  if (body.part) return applyPulse(state, `${name} ${body.key ?? ""}`, name, body);
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
  if (command === "poll.vote") return ["poll.voted", { ...fields, version }];
  if (command === "step.answer") return ["step.answered", { reason: "", ...fields, version }];
  return [];
}

/** @param {State} state @param {string} about @param {string} name @param {any} body @returns {State} */
function applyPulse(state, about, name, body) {
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

/** @param {State} state @param {string} name @param {any} body @returns {State} */
function reduce(state, name, body) {
  return REDUCERS.reduce((next, reducer) => reducer(next, name, body), state);
}

/** @param {Snapshot} snapshot @returns {State} */
function fresh(snapshot) {
  return { ...snapshot, heard: { ...snapshot.said }, pulses: {}, held: [], catchingUp: false, gap: false };
}
