/**
 * Listens to one channel: asks the server for its packets, acknowledges them, and plays them. The page loads it
 * only when somebody taps *Listen*.
 */

import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import { packetsOf, type Sound } from "./bundles.ts";
import { canPlay, Player } from "./player.ts";
import { createQuality, type Rendition } from "./quality.ts";
import { createUnder } from "./under.ts";

/**
 * `waiting`: nobody speaks now. `blocked`: the browser wants a tap. `failed`: this browser cannot play it.
 */
export type ListeningState = "waiting" | "playing" | "blocked" | "failed";

export interface Listening {
  readonly state: ListeningState;
  readonly rendition: Rendition;
  /** From the mouth to the ear, in ms; null while nothing plays. */
  lag: () => number | null;
  /** Plays after `blocked`; call it at a tap. */
  resume: () => void;
  /** The choice of how loud the original is under an interpretation; null if there is none. */
  readonly control: HTMLElement | null;
  stop: () => void;
}

const ACKNOWLEDGE_EVERY_MS = 500;
/** Shorter than a bundle: on a slow link each one is acknowledged, or the server would take it for slower than it is. */
const ACKNOWLEDGE_BUNDLES_MS = 300;
/** After this long with no packet, sound has stopped, or the link has. */
const SILENT_AFTER_MS = 2000;
/** A listener whose link was too slow for any sound tries again after this time. */
const RETRY_MS = 60_000;
/** After more failures than this, the browser counts as unable to play the sound. */
const MOST_FAILURES = 5;

/**
 * Begins to listen; call it at a tap. `onChange` is called when the state or the rendition has changed.
 * @param words if the original may be heard under an interpretation
 */
export function listenTo(room: Room, audio: HTMLAudioElement, channel: string, onChange: () => void, words?: Words): Listening {
  const under = words ? createUnder(room, words, channel, ask) : null;
  const quality = createQuality(() => under?.giveUp() ?? false);
  let state: ListeningState = canPlay() ? "waiting" : "failed";
  let failures = 0;
  let isUp = false;
  let newestAt = 0;
  let acknowledgedAt = 0;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let player = open();

  function open(): Player {
    return new Player(audio, room.now, {
      started: () => become("playing"),
      blocked: () => become("blocked"),
      failed: (reason) => {
        failures += 1;
        if (reason === "unsupported" || failures > MOST_FAILURES) return become("failed");
        player = open();
      },
    });
  }

  function become(next: ListeningState) {
    if (state === next) return;
    state = next;
    onChange();
  }

  function ask() {
    const isHeard = quality.rendition !== "none";
    const thin = quality.rendition !== "full";
    room.tell("voice.listen", { channel, thin, text_only: !isHeard, under: under?.channel ?? null });
    clearTimeout(retryTimer);
    if (!isHeard) retryTimer = setTimeout(retry, RETRY_MS);
  }

  function retry() {
    quality.retry();
    ask();
    onChange();
  }

  /** Asks again after each reconnection: a new link listens to nothing. */
  function follow() {
    const wasUp = isUp;
    isUp = room.connection === "connected";
    if (isUp && !wasUp) {
      quality.restart();
      under?.restart();
      ask();
    }
  }

  function hear(isThin: boolean, sound: Sound) {
    const { c, at } = sound;
    const packets = packetsOf(sound);
    if (!packets.length || ![channel, under?.channel].includes(c)) return;
    newestAt = Math.max(newestAt, at);
    if (newestAt - acknowledgedAt >= (isThin ? ACKNOWLEDGE_BUNDLES_MS : ACKNOWLEDGE_EVERY_MS)) {
      acknowledgedAt = newestAt;
      room.tell("voice.ack", { at: newestAt });
    }
    if (c !== channel) return under?.hear(packets);
    packets.forEach((packet) => player.push(packet));
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => state === "playing" && become("waiting"), SILENT_AFTER_MS);
    if (state === "waiting") become("playing");
    // Sound of the rendition before may still be on its way, and says nothing about this one.
    if (isThin !== (quality.rendition === "thin")) return;
    const arrivedAt = performance.now();
    if (!packets.some((packet) => quality.note(packet, arrivedAt))) return;
    ask();
    onChange();
  }

  room.hear("voice", (sound) => hear(false, sound));
  room.hear("voice.bundle", (sound) => hear(true, sound));
  const unsubscribe = room.subscribe(follow);
  follow();

  return {
    get state() {
      return state;
    },
    get rendition() {
      return quality.rendition;
    },
    lag: () => player.lag(),
    resume() {
      player.resume();
      under?.resume();
    },
    control: under?.control ?? null,
    stop() {
      under?.close();
      unsubscribe();
      clearTimeout(silenceTimer);
      clearTimeout(retryTimer);
      room.tell("voice.listen", { channel: null });
      player.close();
    },
  };
}
