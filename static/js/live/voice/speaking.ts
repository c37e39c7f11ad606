/**
 * Speaks in one channel: takes it, sends what the microphone gives, and keeps it until somebody else takes it. It is
 * loaded when somebody presses *Speak*.
 */

import type { Room } from "../../room/engine/room.ts";
import { channelOf } from "./channels.ts";
import type { MicrophoneFault } from "./faults.ts";
import { Microphone, type SpokenPacket } from "./microphone.ts";
import { toBase64 } from "./packets.ts";

/**
 * - `off`: not started, or stopped
 * - `taking`: waiting for the microphone and the channel
 * - `on`: listeners hear the member
 * - `testing`: the microphone is on, and nobody hears it
 * - `waiting`: the link is down, or too slow for the sound
 * - `yielded`: a participant has the floor for a moment; the member goes on speaking as soon as it is free
 * - `lost`: somebody else speaks in the channel now, or this member in another tab
 * - `silenced`: a host has ended the turn
 * - `rejected`: the server refused the channel; the page says why
 * - a fault of the microphone
 */
export type SpeakingState = "off" | "testing" | "taking" | "on" | "waiting" | "yielded" | "lost" | "silenced" | "rejected" | MicrophoneFault;

export interface Speaking {
  readonly state: SpeakingState;
  /** Where this member speaks, or would speak. */
  readonly channel: string;
  readonly isMuted: boolean;
  readonly track: MediaStreamTrack | null;
  start: (deviceId?: string) => Promise<void>;
  /** Shows how loud the microphone is, and sends nothing. */
  test: (deviceId?: string) => Promise<void>;
  /** Speaks in another channel from now on; goes on in the old one if the server refuses. */
  move: (channel: string) => void;
  mute: (isMuted: boolean) => void;
  stop: () => void;
}

export interface SpeakingOptions {
  room: Room;
  channel: string;
  /** The address of worklets/capture.ts as built. */
  workletUrl: string;
  /** Takes the channel; resolves with whether the server agreed. */
  take: (channel: string) => Promise<boolean>;
  /** Returns whether the speaker of this number has the channel for a moment only. */
  yieldsTo?: (holder: number) => boolean;
  onChange: () => void;
  /** Called ten times a second with the loudness of the microphone, from 0 to 1. */
  onLevel: (level: number) => void;
}

const RENEW_EVERY_MS = 10_000;
/** About two seconds of sound. While more than this waits to be sent, new sound would arrive too late. */
const MOST_UNSENT_BYTES = 12_000;

export function createSpeaking({ room, channel: first, workletUrl, take, yieldsTo = () => false, onChange, onLevel }: SpeakingOptions): Speaking {
  let channel = first;
  let state: SpeakingState = "off";
  let isMuted = false;
  let turn = 0;
  let renewTimer: ReturnType<typeof setInterval> | undefined;
  const microphone = new Microphone({ workletUrl, now: room.now, onPacket: send, onLevel: noteLevel, onFault: fail });
  const isTaking = () => state === "taking";
  const holds = () => state === "on" || state === "waiting";
  const isMine = () => channelOf(room.state, channel).holder === room.state.me.member;

  function become(next: SpeakingState) {
    if (state === next) return;
    state = next;
    onChange();
  }

  function noteLevel(level: number) {
    onLevel(isMuted ? 0 : level);
  }

  function send({ number, at, full, thin }: SpokenPacket) {
    if (!holds()) return;
    const isPassing = room.connection === "connected" && room.unsent < MOST_UNSENT_BYTES;
    become(isPassing ? "on" : "waiting");
    if (!isPassing) return;
    room.tell("voice.send", { channel, turn, number, at: Math.round(at), full: toBase64(full), thin: toBase64(thin) });
  }

  async function start(deviceId?: string) {
    if (isTaking()) return;
    const goesOn = holds() || state === "yielded";
    if (!goesOn) become("taking");
    const fault = await microphone.start(deviceId);
    if (fault) {
      // The member chose another microphone, which failed: the earlier one goes on.
      if (goesOn) return onChange();
      return end(fault);
    }
    if (isTaking()) await takeChannel();
  }

  async function test(deviceId?: string) {
    if (state === "taking" || holds()) return;
    become("testing");
    const fault = await microphone.start(deviceId);
    if (fault) end(fault);
    else onChange();
  }

  async function takeChannel(refused: () => unknown = () => isTaking() && lose("rejected")) {
    const turnBefore = channelOf(room.state, channel).turn;
    if (!(await take(channel))) return void refused();
    // The answer may come before the broadcast with the new turn.
    const unsubscribe = room.subscribe(begin);
    begin();

    function begin() {
      const view = channelOf(room.state, channel);
      if (view.turn === turnBefore) return;
      unsubscribe();
      // The member has stopped meanwhile.
      if (state !== "taking") return isMine() && void room.send("voice.stop", { turn: view.turn });
      if (!isMine()) return lose("lost");
      turn = view.turn;
      microphone.countFrom(0);
      clearInterval(renewTimer);
      renewTimer = setInterval(renew, RENEW_EVERY_MS);
      become("on");
    }
  }

  function move(next: string) {
    if (next === channel || isTaking()) return;
    const before = channel;
    channel = next;
    if (!holds()) return;
    become("taking");
    void takeChannel(() => {
      channel = before;
      // The member has stopped meanwhile.
      if (state !== "taking") return isMine() && void room.send("voice.stop", { turn });
      become("on");
      follow();
    });
  }

  function renew() {
    if (room.connection === "connected") void room.send("voice.renew", { turn });
  }

  /** Notices that somebody else speaks now, and takes the channel again if it became free while the link was down. */
  function follow() {
    if (!holds() && state !== "yielded") return;
    if (room.state.room.state !== "live") return end("off");
    if (state === "yielded") return resume();
    const view = channelOf(room.state, channel);
    if (view.turn === turn && isMine()) return;
    // A host who silences somebody ends the turn, and nobody has begun another. While the link was down, somebody may
    // have spoken meanwhile.
    if (view.turn !== turn && view.holder === null && state === "on") return end("silenced");
    if (view.turn !== turn || state !== "waiting") return lose("lost");
    become("taking");
    void takeChannel();
  }

  /** Keeps the microphone on, silently, if the new speaker has the channel for a moment only; otherwise ends. */
  function lose(next: "lost" | "rejected") {
    const { holder } = channelOf(room.state, channel);
    if (holder === null || !yieldsTo(holder)) return end(next);
    clearInterval(renewTimer);
    become("yielded");
  }

  /** Speaks again once the channel is free. */
  function resume() {
    const { holder } = channelOf(room.state, channel);
    if (holder === null) {
      become("taking");
      void takeChannel();
    } else if (isMine() || !yieldsTo(holder)) end("lost");
  }

  /** A fault frees the channel: listeners should not wait for a microphone that has gone. */
  function fail(fault: MicrophoneFault) {
    free();
    end(fault);
  }

  function free() {
    if (holds()) void room.send("voice.stop", { turn });
  }

  function end(next: SpeakingState) {
    clearInterval(renewTimer);
    microphone.stop();
    noteLevel(0);
    isMuted = false;
    microphone.mute(false);
    become(next);
  }

  room.subscribe(follow);
  globalThis.addEventListener?.("pagehide", () => holds() && stop());

  function stop() {
    free();
    end("off");
  }

  return {
    get state() {
      return state;
    },
    get channel() {
      return channel;
    },
    get isMuted() {
      return isMuted;
    },
    get track() {
      return microphone.track;
    },
    start,
    test,
    move,
    mute(muted) {
      isMuted = muted;
      microphone.mute(muted);
      onChange();
    },
    stop,
  };
}
