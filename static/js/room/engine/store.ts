/**
 * Keeps this screen's state of the room, as a pure function of the snapshots and broadcasts. No DOM, no socket.
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

/** Returns the state that a page begins with. It is shown at once, but broadcasts are held until `finishCatchUp`. */
export function initialState(snapshot: Snapshot): State {
  return { ...stateFrom(snapshot), catchingUp: true };
}

/** Starts to hold broadcasts, because a snapshot has been requested. */
export function startCatchUp(state: State): State {
  return { ...state, catchingUp: true, gap: false, held: [] };
}

/** Replaces the state by the snapshot that has arrived, and applies the held broadcasts that are newer. */
export function finishCatchUp(state: State, snapshot: Snapshot): State {
  return state.held.reduce((next, [name, body]) => apply(next, name, body), stateFrom(snapshot));
}

/**
 * Applies one broadcast. If the result has `gap`, fetch `room.snapshot` (`startCatchUp`, `finishCatchUp`).
 * @returns the same object if nothing changed
 */
export function apply(state: State, name: string, body: any): State {
  if (typeof body?.version !== "number") return state;
  if (state.catchingUp || state.gap) return { ...state, held: [...state.held, [name, body]] };
  if (name === "room.tick") return body.missed || isBehind(state, body.said) ? withGap(state) : state;
  const subjectField = NEWEST[name];
  if (subjectField !== undefined) return applyPulse(state, subjectField, name, body);
  if (isAudience(body.audience)) return applySequenced(state, body.audience, name, body);
  if (body.part) return applyPulse(state, "key", name, body);
  return state;
}

/** Applies what this member has done: it is shown at once, also while a fresh snapshot is on its way. */
export function applyOwn(state: State, name: string, body: any): State {
  const next = apply(state, name, body);
  return next.catchingUp || next.gap ? reduce(next, name, body) : next;
}

/**
 * Returns the broadcast that an acknowledged command of this member stands for, in case the broadcast itself is
 * lost.
 */
export function echo(command: string, fields: Record<string, any>, version: number): [string, object] | [] {
  const name = ECHO[command];
  return name ? [name, { ...fields, version }] : [];
}

/** Applies a broadcast that makes an older one about the same thing void; these have no place in the sequence. */
function applyPulse(state: State, subjectField: string, name: string, body: any): State {
  const subject = `${name} ${body[subjectField] ?? ""}`;
  if (body.version < (state.pulses[subject] ?? state.version)) return state;
  return { ...reduce(state, name, body), pulses: { ...state.pulses, [subject]: body.version } };
}

function applySequenced(state: State, audience: Audience, name: string, body: any): State {
  const heard = state.heard[audience] ?? 0;
  if (body.version <= state.version || body.version < heard) return state;
  if (body.after > heard) return { ...withGap(state), held: [[name, body]] };
  return { ...reduce(state, name, body), heard: { ...state.heard, [audience]: body.version } };
}

function isBehind(state: State, said: Partial<Record<Audience, number>>) {
  return Object.entries(said ?? {}).some(
    ([audience, version]) => isAudience(audience) && version > (state.heard[audience] ?? Infinity),
  );
}

function withGap(state: State): State {
  return { ...state, gap: true, held: [] };
}

function isAudience(name: unknown): name is Audience {
  return name === "everyone" || name === "hosts";
}

/** Applies what a broadcast changes, whenever it was sent. */
export function reduce<S extends Snapshot>(state: S, name: string, body: any): S {
  return { ...state, ...reducePart(state, body), ...REDUCE[name]?.(state, body) };
}

function stateFrom(snapshot: Snapshot): State {
  return { ...snapshot, heard: { ...snapshot.said }, pulses: {}, held: [], catchingUp: false, gap: false };
}
