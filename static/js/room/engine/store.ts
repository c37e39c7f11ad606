/**
 * What this screen knows of the room, as a pure function of what it was told. No DOM, no socket.
 *
 * A picture (snapshot) is current until told otherwise. While a fresh one is on its way, broadcasts
 * are held; what the fresh one already held is dropped. A hole in the sequence asks for a new one.
 */

import { FEATURES } from "./features.ts";
import type { Feature } from "./hooks.ts";
import { reducePart } from "./parts.ts";
import type { Audience, Snapshot } from "./types.ts";

/**
 * `catchingUp`: a fresh snapshot is awaited. `gap`: something was missed, ask for one.
 * `heard`: version of the last sequenced broadcast by audience, of those that this member belongs
 * to. `pulses`: version of the newest
 * unsequenced broadcast by what it is about.
 */
export type State = Snapshot & {
  catchingUp: boolean;
  gap: boolean;
  heard: Partial<Record<Audience, number>>;
  pulses: Record<string, number>;
  held: Array<[string, any]>;
};

const REDUCE: NonNullable<Feature["reduce"]> = Object.assign({}, ...FEATURES.map(({ reduce }) => reduce));
const NEWEST: Record<string, string> = Object.assign({}, ...FEATURES.map(({ newest }) => newest));
const ECHO: Record<string, string> = Object.assign({}, ...FEATURES.map(({ echo }) => echo));

/** The state that a page begins with: shown at once, but broadcasts are held until `caughtUp`. */
export function initial(snapshot: Snapshot): State {
  return { ...fresh(snapshot), catchingUp: true };
}

/** A snapshot has been asked for: hold what comes until it is there. */
export function catchUp(state: State): State {
  return { ...state, catchingUp: true, gap: false, held: [] };
}

/** The snapshot is there: it replaces what was known; what came meanwhile and is newer follows. */
export function caughtUp(state: State, snapshot: Snapshot): State {
  return state.held.reduce((next, [name, body]) => apply(next, name, body), fresh(snapshot));
}

/**
 * Take one broadcast. When the result has `gap`, fetch `room.snapshot` (`catchUp`, `caughtUp`).
 * @returns the same object when nothing changed
 */
export function apply(state: State, name: string, body: any): State {
  if (typeof body?.version !== "number") return state;
  if (state.catchingUp || state.gap) return { ...state, held: [...state.held, [name, body]] };
  if (name === "room.tick") return body.missed || behind(state, body.said) ? missed(state) : state;
  const of = NEWEST[name];
  if (of !== undefined) return applyPulse(state, of, name, body);
  if (isAudience(body.audience)) return applySequenced(state, body.audience, name, body);
  if (body.part) return applyPulse(state, "key", name, body);
  return state;
}

/** Take what this member has done: shown at once, also while a fresh picture is on its way. */
export function applyOwn(state: State, name: string, body: any): State {
  const next = apply(state, name, body);
  return next.catchingUp || next.gap ? reduce(next, name, body) : next;
}

/** What an acknowledged command of this member means, should the broadcast to the member be lost. */
export function echo(command: string, fields: Record<string, any>, version: number): [string, object] | [] {
  const name = ECHO[command];
  return name ? [name, { ...fields, version }] : [];
}

/** A newer one about the same thing makes an older one void; these have no place in the sequence. */
function applyPulse(state: State, of: string, name: string, body: any): State {
  const about = `${name} ${body[of] ?? ""}`;
  if (body.version < (state.pulses[about] ?? state.version)) return state;
  return { ...reduce(state, name, body), pulses: { ...state.pulses, [about]: body.version } };
}

function applySequenced(state: State, audience: Audience, name: string, body: any): State {
  const heard = state.heard[audience] ?? 0;
  if (body.version <= state.version || body.version < heard) return state;
  if (body.after > heard) return { ...missed(state), held: [[name, body]] };
  return { ...reduce(state, name, body), heard: { ...state.heard, [audience]: body.version } };
}

function behind(state: State, said: Partial<Record<Audience, number>>) {
  return Object.entries(said ?? {}).some(
    ([audience, version]) => isAudience(audience) && version > (state.heard[audience] ?? Infinity),
  );
}

function missed(state: State): State {
  return { ...state, gap: true, held: [] };
}

function isAudience(name: unknown): name is Audience {
  return name === "everyone" || name === "hosts";
}

/** What a broadcast changes, whenever it was said. */
export function reduce<S extends Snapshot>(state: S, name: string, body: any): S {
  return { ...state, ...reducePart(state, body), ...REDUCE[name]?.(state, body) };
}

function fresh(snapshot: Snapshot): State {
  return { ...snapshot, heard: { ...snapshot.said }, pulses: {}, held: [], catchingUp: false, gap: false };
}
