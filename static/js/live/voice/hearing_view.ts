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
 * @param spoken the channel in which this page itself speaks, which it does not hear
 * @param offered channels that can be chosen before anybody has spoken there
 */
export function hearingView(room: Room, words: Words, hearing: Hearing, spoken: string | null = null, offered: string[] = []) {
  const isOn = !["off", "unloaded"].includes(hearing.state);
  const all = new Set([...channelsOf(room.state).map(([channel]) => channel), ...offered, ...(isOn ? [hearing.channel] : [])]);
  const channels = [...all].filter((channel) => channel !== spoken);
  if (channels.length === 0 && !isOn) return nothing;
  const { name } = channelOf(room.state, hearing.channel);
  const trouble = troubleOf(words, hearing);
  return html`<p class="voice-who" data-on=${String(hearing.state === "playing")}><span class="voice-sign" aria-hidden="true"></span><span>
      ${name === null ? words.say("Nobody is speaking now") : words.say("{name} is speaking", { name: isolated(name) })}
      ${trouble ? html`<small>${trouble}</small>` : nothing}</span></p>
    ${!isOn || hearing.state === "blocked" ? button("", hearing.listen, words.say("Listen")) : nothing}
    ${isOn && channels.length < 2 ? button("quiet", hearing.stop, words.say("Stop")) : nothing}
    ${isOn && channels.length > 1 ? choice(words, hearing, channels) : nothing} ${hearing.control}`;
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
