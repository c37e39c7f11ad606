/**
 * Speaks on the floor while a button is held: keeps the microphone on between presses, so that the first words are
 * not lost, and asks for the floor at each press. No DOM.
 */

import type { Room } from "../../room/engine/room.ts";
import type { VoiceView } from "../../room/engine/wire.ts";
import { channelOf, FLOOR } from "../voice/channels.ts";
import type { MicrophoneFault } from "../voice/faults.ts";
import { Microphone, type MicrophoneOptions, type SpokenPacket } from "../voice/microphone.ts";
import { toBase64 } from "../voice/packets.ts";

/**
 * - `off`: not prepared
 * - `asking`: waiting for the microphone
 * - `ready`: the microphone is on, and nobody hears it
 * - `taking`: the button is held; what is said is kept until the member has the floor
 * - `on`: listeners hear the member
 * - `waiting`: the link is down, or too slow for the sound
 * - a fault of the microphone
 */
export type TalkingState = "off" | "asking" | "ready" | "taking" | "on" | "waiting" | MicrophoneFault;

export interface Talking {
  readonly state: TalkingState;
  /** Whether the floor was lost while the button was held. */
  readonly isInterrupted: boolean;
  /** Asks for the microphone. */
  prepare: () => Promise<void>;
  hold: () => void;
  release: () => void;
  /** Frees the floor at once: the page goes away, and no timer runs any more. */
  leave: () => void;
  /** Switches the microphone off. */
  close: () => void;
}

type Source = Pick<Microphone, "start" | "stop">;

interface TalkingOptions {
  room: Pick<Room, "state" | "connection" | "unsent" | "now" | "send" | "tell" | "subscribe">;
  workletUrl: string;
  onChange: () => void;
  /** Called ten times a second with 0 to 1. */
  onLevel: (level: number) => void;
  open?: (options: MicrophoneOptions) => Source;
}

const KEEP_EVERY_MS = 5_000;
/**
 * The server drops the packets of a new turn while it reads who speaks: the first one makes it read, and the others
 * follow after this time.
 */
const READING_MS = 250;
/** The end of a word is still in the encoder when the button is let go. */
const TAIL_MS = 150;
/** About two seconds of sound: older packets would arrive too late. */
const MOST_EARLY = 33;
const MOST_UNSENT_BYTES = 12_000;

export function createTalking({ room, workletUrl, onChange, onLevel, open = (options) => new Microphone(options) }: TalkingOptions): Talking {
  let state: TalkingState = "off";
  let isInterrupted = false;
  /** The turn in which packets are sent: a moment longer than the button is held. */
  let turn: number | null = null;
  let isHeld = false;
  let presses = 0;
  let number = 0;
  let early: SpokenPacket[] = [];
  let isEarly = false;
  let asked: Promise<unknown> = Promise.resolve();
  let keepTimer: ReturnType<typeof setInterval> | undefined;
  let tailTimer: ReturnType<typeof setTimeout> | undefined;
  const microphone = open({ workletUrl, now: room.now, onPacket: take, onLevel, onFault: fail });
  const floor = () => channelOf(room.state, FLOOR);
  const isAsking = () => state === "asking";
  const isMine = () => floor().holder === room.state.me.member;

  function become(next: TalkingState) {
    if (state === next) return;
    state = next;
    onChange();
  }

  async function prepare() {
    if (isAsking()) return;
    become("asking");
    const fault = await microphone.start();
    // It may have been closed meanwhile.
    if (isAsking()) become(fault ?? "ready");
  }

  function hold() {
    if (state !== "ready" || room.connection !== "connected") return;
    const press = (presses += 1);
    isHeld = true;
    isInterrupted = false;
    [turn, number, early, isEarly] = [null, 0, [], true];
    become("taking");
    // One after the other: the turn of an earlier press would be taken for that of this one.
    asked = asked.then(() => askFor(press));
  }

  async function askFor(press: number) {
    if (press !== presses) return;
    const { turn: turnBefore } = floor();
    const { ok } = await room.send("talk.hold", {}, { kept: false });
    const view = ok ? await floorAfter(turnBefore) : null;
    if (view?.holder !== room.state.me.member) return press === presses && drop();
    if (press !== presses) return void room.send("talk.release", { turn: view.turn }, { kept: false });
    begin(view.turn);
  }

  /** The answer may come before the broadcast with the new turn. */
  function floorAfter(turnBefore: number): Promise<VoiceView> {
    return new Promise((resolve) => {
      const look = () => {
        if (floor().turn === turnBefore) return;
        unsubscribe();
        resolve(floor());
      };
      const unsubscribe = room.subscribe(look);
      look();
    });
  }

  function begin(newTurn: number) {
    turn = newTurn;
    keepTimer = setInterval(keep, KEEP_EVERY_MS, newTurn);
    become("on");
    if (early[0]) send(early[0]);
    setTimeout(() => {
      if (turn !== newTurn) return;
      isEarly = false;
      early.forEach(send);
      early = [];
    }, READING_MS);
  }

  function keep(heldTurn: number) {
    if (room.connection === "connected") void room.send("talk.keep", { turn: heldTurn }, { kept: false });
  }

  function take(packet: SpokenPacket) {
    if (!isHeld && turn === null) return;
    const numbered = { ...packet, number };
    number += 1;
    if (!isEarly) return send(numbered);
    early.push(numbered);
    if (early.length > MOST_EARLY) early.shift();
  }

  function send({ number, at, full, thin }: SpokenPacket) {
    const isPassing = room.connection === "connected" && room.unsent < MOST_UNSENT_BYTES;
    if (isHeld) become(isPassing ? "on" : "waiting");
    if (!isPassing || turn === null) return;
    room.tell("voice.send", { channel: FLOOR, turn, number, at: Math.round(at), full: toBase64(full), thin: toBase64(thin) });
  }

  function release() {
    if (!isHeld) return;
    isHeld = false;
    presses += 1;
    clearInterval(keepTimer);
    const endedTurn = turn;
    if (endedTurn !== null) tailTimer = setTimeout(() => finish(endedTurn), isEarly ? TAIL_MS + READING_MS : TAIL_MS);
    become("ready");
  }

  /** A page that goes away may have lost the focus just before, and then has let go of the button already. */
  function leave() {
    release();
    if (turn === null) return;
    clearTimeout(tailTimer);
    finish(turn);
  }

  function finish(endedTurn: number) {
    void room.send("talk.release", { turn: endedTurn }, { kept: false });
    if (turn === endedTurn) turn = null;
  }

  /** Stops sending: the floor is somebody else's now. */
  function drop() {
    clearInterval(keepTimer);
    isHeld = false;
    turn = null;
    if (state === "taking" || state === "on" || state === "waiting") become("ready");
  }

  /** Notices that somebody else speaks now, or that the floor became free while the link was down. */
  function follow() {
    if (turn === null || (floor().turn === turn && isMine())) return;
    isInterrupted = isHeld && !isMine();
    drop();
  }

  function fail(fault: MicrophoneFault) {
    release();
    become(fault);
  }

  function close() {
    release();
    microphone.stop();
    isInterrupted = false;
    become("off");
  }

  room.subscribe(follow);

  return {
    get state() {
      return state;
    },
    get isInterrupted() {
      return isInterrupted;
    },
    prepare,
    hold,
    release,
    leave,
    close,
  };
}
