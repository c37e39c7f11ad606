/**
 * This screen's state of the room, as a pure function of the snapshots and broadcasts. No DOM, no socket.
 *
 * A snapshot stays current until a broadcast changes it. While a fresh one is on its way, broadcasts are held;
 * those that the fresh one already contains are dropped. A gap in the sequence asks for a new snapshot.
 */

import { FEATURES } from "./features.ts";
import type { Feature } from "./hooks.ts";
import { reducePart } from "./parts.ts";
import type { Audience, Snapshot } from "./types.ts";

/** The room, and how far this screen has followed it. */
export type State = Snapshot & {
  /** A fresh snapshot is awaited. */
  catchingUp: boolean;
  /** A broadcast was missed: ask for a snapshot. */
  gap: boolean;
  /** By audience to which this member belongs: the version of the last sequenced broadcast. */
  heard: Partial<Record<Audience, number>>;
  /** By what it is about: the version of the newest unsequenced broadcast. */
  pulses: Record<string, number>;
  /** Names and bodies of the broadcasts that wait for the snapshot. */
  held: Array<[string, any]>;
};

const REDUCE: NonNullable<Feature["reduce"]> = Object.assign({}, ...FEATURES.map(({ reduce }) => reduce));
const NEWEST: Record<string, string> = Object.assign({}, ...FEATURES.map(({ newest }) => newest));
const ECHO: Record<string, string> = Object.assign({}, ...FEATURES.map(({ echo }) => echo));

/** The state that a page begins with. It is shown at once, but broadcasts are held until `caughtUp`. */
export function initial(snapshot: Snapshot): State {
  return { ...fresh(snapshot), catchingUp: true };
}

/** A snapshot has been requested: hold broadcasts until it arrives. */
export function catchUp(state: State): State {
  return { ...state, catchingUp: true, gap: false, held: [] };
}

/** The snapshot has arrived: it replaces the state, and newer broadcasts that were held are applied to it. */
export function caughtUp(state: State, snapshot: Snapshot): State {
  return state.held.reduce((next, [name, body]) => apply(next, name, body), fresh(snapshot));
}

/**
 * Applies one broadcast. If the result has `gap`, fetch `room.snapshot` (`catchUp`, `caughtUp`).
 * @returns the same object if nothing changed
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

/** Applies what this member has done: it is shown at once, also while a fresh snapshot is on its way. */
export function applyOwn(state: State, name: string, body: any): State {
  const next = apply(state, name, body);
  return next.catchingUp || next.gap ? reduce(next, name, body) : next;
}

/** The broadcast that an acknowledged command of this member stands for, in case the broadcast itself is lost. */
export function echo(command: string, fields: Record<string, any>, version: number): [string, object] | [] {
  const name = ECHO[command];
  return name ? [name, { ...fields, version }] : [];
}

/** A newer broadcast about the same thing makes an older one void; these have no place in the sequence. */
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

/** Applies what a broadcast changes, whenever it was sent. */
export function reduce<S extends Snapshot>(state: S, name: string, body: any): S {
  return { ...state, ...reducePart(state, body), ...REDUCE[name]?.(state, body) };
}

function fresh(snapshot: Snapshot): State {
  return { ...snapshot, heard: { ...snapshot.said }, pulses: {}, held: [], catchingUp: false, gap: false };
}
