/** Draws the speaker's name and the choice of a channel. */

import { html, nothing } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import { channelName, channelOf, channelsOf } from "./channels.ts";
import type { Hearing, HearingState } from "./hearing.ts";

const TROUBLES: Partial<Record<HearingState, ReturnType<typeof msg>>> = {
  blocked: msg("Tap once more to hear"),
  unloaded: msg("The sound could not be loaded. Try again."),
  failed: msg("This browser cannot play the sound"),
};
const RENDITIONS = {
  thin: msg("Slow connection: simpler sound"),
  none: msg("The connection is too slow for sound. Slides and polls go on."),
};

/**
 * Draws who speaks and the choice of a channel, one after the other.
 * @param spoken the channel in which this page itself speaks, which it does not hear
 * @param offered channels that can be chosen before anybody has spoken there
 */
export function hearingView(room: Room, words: Words, hearing: Hearing, spoken: string | null = null, offered: string[] = []) {
  return html`${hearingWords(room, words, hearing, spoken, offered)} ${hearingControls(room, words, hearing, spoken, offered)}`;
}

/**
 * Says who speaks in the channel that is heard, and what disturbs the sound; see `hearingView`.
 * @param isQuiet whether to say nothing, rather than that nobody speaks, about a silent channel
 */
export function hearingWords(room: Room, words: Words, hearing: Hearing, spoken: string | null, offered: string[], isQuiet = false) {
  if (!canHear(room, hearing, spoken, offered)) return nothing;
  const { name } = channelOf(room.state, hearing.channel);
  const trouble = troubleOf(words, hearing);
  if (name === null && isQuiet && !trouble) return nothing;
  const silence = isQuiet ? "" : words.say("Nobody is speaking now");
  const text = name === null ? silence : words.say("{name} is speaking", { name: isolated(name) });
  return html`<p class="voice-who" data-on=${String(hearing.state === "playing")}><span class="voice-sign" aria-hidden="true"></span><span>
      ${text}
      ${trouble ? html`<small>${trouble}</small>` : nothing}</span></p>`;
}

/** Draws the buttons and lists with which a channel is heard; see `hearingView`. */
export function hearingControls(room: Room, words: Words, hearing: Hearing, spoken: string | null, offered: string[]) {
  if (!canHear(room, hearing, spoken, offered)) return nothing;
  const isOn = isHearing(hearing);
  const channels = choicesOf(room, hearing, spoken, offered);
  return html`${!isOn || hearing.state === "blocked" ? button("", hearing.listen, words.say("Listen")) : nothing}
    ${isOn && channels.length < 2 ? button("quiet", hearing.stop, words.say("Stop listening")) : nothing}
    ${isOn && channels.length > 1 ? choice(words, hearing, channels) : nothing} ${hearing.control}`;
}

const isHearing = ({ state }: Hearing) => !["off", "unloaded"].includes(state);

const canHear = (room: Room, hearing: Hearing, spoken: string | null, offered: string[]) =>
  isHearing(hearing) || choicesOf(room, hearing, spoken, offered).length > 0;

function choicesOf(room: Room, hearing: Hearing, spoken: string | null, offered: string[]) {
  const used = channelsOf(room.state).map(([channel]) => channel);
  const all = new Set([...used, ...offered, ...(isHearing(hearing) ? [hearing.channel] : [])]);
  return [...all].filter((channel) => channel !== spoken);
}

const button = (look: string, press: () => void, label: string) =>
  html`<button type="button" class="button ${look}" @click=${press}>${label}</button>`;

/** Draws the list of channels. Silence is in it, because a phone has no room for a stop button beside it. */
function choice(words: Words, hearing: Hearing, channels: string[]) {
  function choose(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    if (value) hearing.choose(value);
    else hearing.stop();
  }
  return html`<select class="input" aria-label=${words.say("Language to hear")} @change=${choose}>
    ${channels.map((channel) => html`<option value=${channel} ?selected=${channel === hearing.channel}>${channelName(words, channel)}</option>`)}
    <option value="">${words.say("Sound off")}</option>
  </select>`;
}

/** Returns a sentence about what disturbs the sound, or "". */
export function troubleOf(words: Words, hearing: Hearing): string {
  const trouble = TROUBLES[hearing.state];
  if (trouble) return words.say(trouble);
  return hearing.rendition === "full" ? "" : words.say(RENDITIONS[hearing.rendition]);
}
