/** Draws one track of a slide's narration. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { clockTime } from "../../kit/clock_time.ts";
import { inputOf } from "../../kit/events.ts";
import { iconOf } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { Track } from "./track.ts";

const PLAY = "M7 5v14l12-7z";
const PAUSE = "M8 5v14M16 5v14";
const HOUR_MS = 3_600_000;

/** @param name the name of its channel */
export function trackView(track: Track, name: string, words: Words) {
  const timeText = (timeMs: number) => clockTime(timeMs, track.lengthMs >= HOUR_MS, words.number);
  const place = words.say("{time} of {whole}", { time: timeText(track.time), whole: timeText(track.lengthMs) });
  return html`${track.audio}
    <button
      class="button quiet"
      type="button"
      aria-label=${`${words.say(track.isPlaying ? "Pause" : "Listen")}: ${name}`}
      @click=${track.isPlaying ? track.stop : track.play}
    >
      ${iconOf(track.isPlaying ? PAUSE : PLAY, 20)}<span>${words.say(track.isPlaying ? "Pause" : "Listen")}</span>
    </button>
    <input
      type="range"
      min="0"
      max=${track.lengthMs}
      step="1000"
      .value=${live(String(Math.floor(track.time / 1000) * 1000))}
      aria-label=${`${words.say("Place in the recording")}: ${name}`}
      aria-valuetext=${place}
      @input=${(event: Event) => track.seek(Number(inputOf(event).value))}
    />
    <span class="number small quietly"><bdi>${place}</bdi></span>
    ${track.isWaiting ? html`<span class="small quietly">${words.say("Waiting for the sound …")}</span>` : nothing}
    ${track.trouble ? html`<p class="notice warn" role="alert">${words.say(track.trouble)}</p>` : nothing}`;
}
