/** Keeps what a viewer chose for the sound of replays: on or off, the channel, the volume. No DOM. */

import { recall, type Shelf } from "../../../kit/storage.ts";

const KEY = "webinar.replay_sound";

/** The channel of the presenters; every other channel is named by its language. */
export const FLOOR = "floor";

export type Choice = ReturnType<typeof createChoice>;

/**
 * The choice is kept for the next replay. Without one, the sound is on, in the viewer's language if it was
 * recorded, or else in the original.
 * @param channels those that were recorded, not empty
 */
export function createChoice(
  channels: readonly string[],
  viewerLanguage: string,
  storage: Pick<Shelf, "getItem" | "setItem">,
) {
  const [savedOn, savedChannel, savedVolume]: [boolean, string, number] = recall(storage, KEY) ?? [true, "", 1];
  /** The channel that the viewer chose, maybe in another session; "" for none. */
  let chosenChannel = savedChannel;
  let channel = [savedChannel, viewerLanguage, FLOOR].find((tag) => channels.includes(tag)) ?? (channels[0] as string);
  let isOn = savedOn;
  let volume = savedVolume;

  function remember() {
    storage.setItem(KEY, JSON.stringify([isOn, chosenChannel, volume]));
  }

  return {
    channels,
    get isOn() {
      return isOn;
    },
    get channel() {
      return channel;
    },
    /** From 0 to 1. */
    get volume() {
      return volume;
    },
    turn(isNowOn: boolean) {
      isOn = isNowOn;
      remember();
    },
    /** @param tag one of `channels` */
    choose(tag: string) {
      channel = chosenChannel = tag;
      remember();
    },
    setVolume(newVolume: number) {
      volume = Math.min(1, Math.max(0, newVolume));
      remember();
    },
  };
}
