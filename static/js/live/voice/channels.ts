/** Reads the channels of a session's voice from its state. */

import { msg, type Words } from "../../kit/words.ts";
import type { VoiceView } from "../../room/engine/wire.ts";
import type { State } from "../../room/engine/store.ts";

/** The channel of the presenters; every other channel is named by the language that it carries. */
export const FLOOR = "floor";

const FLOOR_NAME = msg("Original");

/** Returns the channels in which somebody has spoken, the floor first. */
export function channelsOf(state: State): [string, VoiceView][] {
  const channels = Object.entries(state.room.state === "live" ? (state.voice ?? {}) : {});
  return channels.sort(([one], [other]) => Number(other === FLOOR) - Number(one === FLOOR));
}

/** Returns the view of a channel, even of one in which nobody has spoken yet. */
export function channelOf(state: State, channel: string): VoiceView {
  return state.voice?.[channel] ?? { holder: null, name: null, turn: 0, since: null, offered: false };
}

/** Returns a channel's name in the page's language. */
export function channelName(words: Words, channel: string): string {
  return channel === FLOOR ? words.say(FLOOR_NAME) : words.nameOf(channel);
}
