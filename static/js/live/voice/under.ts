/** Plays the original quietly under an interpretation, if the listener wants it and the link can carry it. */

import { shelf } from "../../kit/storage.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Packet } from "./bundles.ts";
import { FLOOR } from "./channels.ts";
import { canPlay, Player } from "./player.ts";
import { createQuality } from "./quality.ts";

export interface Under {
  /** The channel to ask for; null while the original is off. */
  readonly channel: string | null;
  /** The list from which the listener chooses; null if the original cannot be quiet here. */
  readonly control: HTMLElement | null;
  hear: (packets: readonly Packet[]) => void;
  /** Turns the original off for a while, because the link is too slow; returns false if it was off. */
  giveUp: () => boolean;
  /** Notes that the link broke. */
  restart: () => void;
  /** Plays again after the browser wanted a tap. */
  resume: () => void;
  close: () => void;
}

const STEPS = [
  { volume: 0, label: msg("Original off") },
  { volume: 0.15, label: msg("Original quiet") },
  { volume: 0.4, label: msg("Original louder") },
];
const GIVEN_UP = msg("Original off: slow connection");
const KEY = "webinar.original_under";
/** After giving up, the original is tried again after this time; each failure doubles it. */
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 8 * RETRY_MS;

/**
 * @param main the channel under which the original is heard
 * @param ask asks the server for the channels again
 */
export function createUnder(room: Room, words: Words, main: string, ask: () => void): Under {
  const storage = shelf("localStorage");
  const audio = document.body.appendChild(new Audio());
  const control = main !== FLOOR && canPlay() && canBeQuiet() ? choice() : null;
  let step = control ? Math.max(0, STEPS.findIndex((_, index) => String(index) === storage.getItem(KEY))) : 0;
  let isGivenUp = false;
  let retryMs = RETRY_MS;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let player: Player | null = null;
  let quality = createQuality();

  function choice(): HTMLSelectElement {
    const select = document.createElement("select");
    select.className = "input voice-under";
    select.setAttribute("aria-label", words.say("Original"));
    select.append(...STEPS.map(({ label }, index) => new Option(words.say(label), String(index))));
    select.onchange = () => set(select.selectedIndex);
    return select;
  }

  function set(next: number) {
    isGivenUp = false;
    apply();
    step = next;
    storage.setItem(KEY, String(next));
    clearTimeout(retryTimer);
    retryMs = RETRY_MS;
    apply();
    ask();
  }

  function apply() {
    const { volume, label } = STEPS[step];
    audio.volume = volume;
    const isOn = step > 0 && !isGivenUp;
    if (control) control.options[step].text = words.say(isGivenUp ? GIVEN_UP : label);
    if (!isOn) {
      player?.close();
      player = null;
    } else if (!player) {
      quality = createQuality();
      player = new Player(audio, room.now, { failed: () => (player = null) });
    }
  }

  function giveUp(): boolean {
    if (step === 0 || isGivenUp) return false;
    isGivenUp = true;
    apply();
    retryTimer = setTimeout(retry, retryMs);
    retryMs = Math.min(LONGEST_RETRY_MS, 2 * retryMs);
    ask();
    return true;
  }

  function retry() {
    isGivenUp = false;
    apply();
    ask();
  }

  if (control) control.selectedIndex = step;
  apply();
  return {
    get channel() {
      return step > 0 && !isGivenUp ? FLOOR : null;
    },
    control,
    hear(packets) {
      packets.forEach((packet) => player?.push(packet));
      // It is thin already: what would be the next step for another channel is the last for this one.
      const arrivedAt = performance.now();
      if (packets.some((packet) => quality.note(packet, arrivedAt))) giveUp();
    },
    giveUp,
    restart: () => quality.restart(),
    resume: () => player?.resume(),
    close() {
      clearTimeout(retryTimer);
      player?.close();
      audio.remove();
    },
  };
}

/** iPhones play everything as loud as the device is set. */
function canBeQuiet(): boolean {
  const audio = new Audio();
  audio.volume = 0.5;
  return audio.volume === 0.5;
}
