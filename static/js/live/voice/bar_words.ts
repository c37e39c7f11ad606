/** Puts into words whether this member speaks, and what is in the way. No DOM. */

import { isolated } from "../../kit/texts.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { State } from "../../room/engine/store.ts";
import { channelOf } from "./channels.ts";
import { FAULT_TEXTS } from "./fault_texts.ts";
import type { SpeakingState } from "./speaking.ts";

const STATES: Partial<Record<SpeakingState, Msg>> = {
  testing: msg("Say something: the bar must move. Nobody hears you."),
  taking: msg("Allow this page to use the microphone"),
  on: msg("You are speaking"),
  waiting: msg("The connection is down: nobody hears you now"),
  lost: msg("You no longer speak: somebody else has begun, perhaps you in another tab"),
  silenced: msg("A host has ended your speaking: nobody hears you now"),
  ...FAULT_TEXTS,
};

export interface OwnVoice {
  state: SpeakingState;
  isMuted: boolean;
  /** The channel into which this member speaks, or would. */
  into: string;
  /** The channel that a first press asked about, or null. */
  asked: string | null;
  /** Who took the channel from this member; null if that was this member in another tab. */
  taker: string | null;
}

export const isHolding = (state: SpeakingState) => ["taking", "on", "waiting", "yielded"].includes(state);

/** Returns a sentence, or "" if there is nothing to say. */
export function ownVoiceWords(room: State, words: Words, { state, isMuted, into, asked, taker }: OwnVoice): string {
  const { holder, offered, name: speaker } = channelOf(room, into);
  const name = isolated(speaker ?? "");
  const asks = () => words.say("{name} asks you to take over", { name });
  if (isMuted && state === "on") return words.say("You are muted");
  const questioned = asked === null ? null : channelOf(room, asked).name;
  if (questioned !== null) return words.say("{name} is speaking. Press once more to take over.", { name: isolated(questioned) });
  if (isHolding(state) && offered) return words.say("You have asked to be followed: you are heard until somebody takes over");
  if (state === "lost" && offered) return asks();
  if (state === "lost" && taker !== null) return words.say("{name} has taken over. You no longer speak.", { name: isolated(taker) });
  const text = STATES[state];
  if (text) return words.say(text);
  if (state === "yielded" && speaker !== null) return words.say("{name} is asking a question", { name });
  if (offered) return asks();
  return holder === room.me.member ? words.say("You speak in another tab") : "";
}
