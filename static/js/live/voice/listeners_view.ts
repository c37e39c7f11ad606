/** Draws, for those who run a session, who hears each channel, and who speaks there since when. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../kit/events.ts";
import { isolated } from "../../kit/texts.ts";
import { localeOf, msg } from "../../kit/words.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { channelName, channelOf, channelsOf, FLOOR } from "./channels.ts";
import type { Listeners, Way } from "./listeners.ts";

const NOBODY: ReadonlyMap<number, Way> = new Map();
const HOLD = "voice.hold_slides";
/** More names than this would fill the screen. */
const MOST_NAMES = 60;

/** @param isOther whether the holder of a channel is somebody who can be silenced here */
export function listenersMenu(lectern: Lectern, listeners: Listeners, isOther: (holder: number | null) => boolean) {
  const { room, words } = lectern;
  if (room.state.room.state !== "live") return nothing;
  const heard = listeners.byChannel();
  const channels = [...new Set([...channelsOf(room.state).map(([channel]) => channel), ...heard.keys()])];
  if (channels.length === 0 && !lectern.may(HOLD)) return nothing;
  const all = new Set([...heard.values()].flatMap((ways) => [...ways.keys()]));
  return html`<details class="menu voice-listeners" data-menu>
    <summary class="button quiet">${words.say("Listeners: {n}", { n: all.size })}</summary>
    <div class="menu-list">
      ${channels.map((channel) => channelView(lectern, channel, heard.get(channel) ?? NOBODY, isOther))}
      ${lectern.may(HOLD) ? holdingSwitch(lectern) : nothing}
      ${lectern.may("room.end") ? captionPrograms(lectern) : nothing}
    </div>
  </details>`;
}

function captionPrograms({ room, words }: Lectern) {
  return html`<a href="/desk/${room.state.room.code}/captioning" target="_blank" rel="noopener">${words.say("Captions by machine")}<span class="unseen"> (${words.say("in its own window")})</span></a>`;
}

/** Lets slides turn when a participant hears the presenter say so, or at once. */
function holdingSwitch(lectern: Lectern) {
  const isOn = lectern.room.state.slides_held?.held !== false;
  const set = (event: Event) => void lectern.act(HOLD, HOLD, { held: inputOf(event).checked });
  return html`<label class="choice"><input type="checkbox" .checked=${live(isOn)} @change=${set} /> <span>${lectern.words.say("Slides wait for the voice")}</span></label>
    ${refusalLine(lectern.refusalOf(HOLD))}`;
}

function channelView(lectern: Lectern, channel: string, ways: ReadonlyMap<number, Way>, isOther: (holder: number | null) => boolean) {
  const { room, words } = lectern;
  const people = room.state.people?.members ?? [];
  const names = people.filter(({ member }) => ways.has(member)).map(({ name }) => isolated(name));
  const rest = names.length - MOST_NAMES;
  return html`<div class="voice-channel">
    <p><b>${channelName(words, channel)}</b> · ${countWords(lectern, ways)}</p>
    <p>${speakerWords(lectern, channel)}</p>
    ${isOther(channelOf(room.state, channel).holder) ? silenceButton(lectern, channel) : nothing}
    ${names.length ? html`<p class="small quietly">${names.slice(0, MOST_NAMES).join(", ")}${rest > 0 ? html` ${words.say(msg("and {n} more", "and {n} more"), { n: rest })}` : nothing}</p>` : nothing}
  </div>`;
}

function silenceButton(lectern: Lectern, channel: string) {
  const { name } = channelOf(lectern.room.state, channel);
  const control = `voice.silence ${channel}`;
  const label = lectern.words.say("Silence {name}", { name: isolated(name ?? "") });
  return html`${commandButton(lectern, { name: control, command: "voice.silence", fields: { channel }, label, look: "quiet" })}
    ${refusalLine(lectern.refusalOf(control))}`;
}

function countWords({ words }: Lectern, ways: ReadonlyMap<number, Way>) {
  const count = (wanted: Way) => [...ways.values()].filter((way) => way === wanted).length;
  const [thin, text, served] = [count("thin"), count("text"), count("media_server")];
  const parts = [words.say(msg("{n} listener", "{n} listeners"), { n: ways.size - text })];
  if (served) parts.push(words.say("faster sound: {n}", { n: served }));
  if (thin) parts.push(words.say("simpler sound: {n}", { n: thin }));
  if (text) parts.push(words.say("text only: {n}", { n: text }));
  return parts.join(" · ");
}

function speakerWords({ room, words }: Lectern, channel: string) {
  const { name, since } = channelOf(room.state, channel);
  if (name === null || since === null) return words.say(channel === FLOOR ? "Nobody is speaking now" : "Nobody is interpreting now");
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const time = new Date(since * 1000).toLocaleTimeString(localeOf(words.language), options);
  const values = { name: isolated(name), time };
  return channel === FLOOR ? words.say("{name} has been speaking since {time}", values) : words.say("{name} has been interpreting since {time}", values);
}
