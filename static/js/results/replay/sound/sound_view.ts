/** Draws the choice of the sound of a replay. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../../kit/events.ts";
import type { Words } from "../../../kit/words.ts";
import { FLOOR } from "./choice.ts";
import type { Sound } from "./sound.ts";

export function soundChoice(sound: Sound, isWaiting: boolean, words: Words) {
  const { choice, trouble } = sound;
  return html`<div class="row replay-choice replay-sound">
    ${sound.audio}
    <label class="choice"
      ><input type="checkbox" name="sound" .checked=${live(choice.isOn)} @change=${(event: Event) => sound.turn(inputOf(event).checked)} /><span
        >${words.say("Sound")}</span
      ></label
    >
    <select class="input" name="sound-channel" aria-label=${words.say("Channel")} @change=${(event: Event) => sound.choose(inputOf(event).value)}>
      ${choice.channels.map(
        (channel) => html`<option value=${channel} .selected=${channel === choice.channel}>
          ${channel === FLOOR ? words.say("Original") : words.nameOf(channel)}
        </option>`,
      )}
    </select>
    ${sound.hasVolume
      ? html`<label class="replay-volume"
          ><span>${words.say("Volume")}</span>
          <input
            type="range"
            name="volume"
            min="0"
            max="100"
            step="5"
            .value=${live(String(Math.round(choice.volume * 100)))}
            aria-valuetext=${words.percent(Math.round(choice.volume * 100))}
            @input=${(event: Event) => sound.setVolume(Number(inputOf(event).value) / 100)}
        /></label>`
      : nothing}
    <p class="small quietly replay-waiting">${isWaiting ? words.say("Waiting for the sound …") : nothing}</p>
    ${trouble && choice.isOn
      ? html`<p class="notice warn" role="alert">
          ${words.say(trouble)}
          ${sound.isHopeless
            ? nothing
            : html`<button class="button quiet" type="button" @click=${sound.retry}>${words.say("Try again")}</button>`}
        </p>`
      : nothing}
  </div>`;
}
