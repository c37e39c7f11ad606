/** Draws the controls of the player, and handles its keys. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { iconOf } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import { SPEEDS, type Clock } from "./clock.ts";
import { chapterAt, type Script } from "./state.ts";
import { clockTime } from "../../kit/clock_time.ts";

const PLAY = "M7 5v14l12-7z";
const PAUSE = "M8 5v14M16 5v14";
const HOUR_MS = 3_600_000;
const STEP_MS = 10_000;

/** Returns a function that writes times of this session. */
export function timeTextOf(script: Script, words: Words) {
  return (time: number) => clockTime(time, script.length >= HOUR_MS, words.number);
}

export function controls(script: Script, clock: Clock, words: Words) {
  const timeText = timeTextOf(script, words);
  const chapter = script.chapters[chapterAt(script, clock.time)];
  const positionText = words.say("{time} of {whole}", { time: timeText(clock.time), whole: timeText(script.length) });
  const toggle = words.say(clock.playing ? "Pause" : "Play");
  return html`<div class="replay-controls">
    <input
      class="replay-bar"
      type="range"
      min="0"
      max=${script.length}
      step="1000"
      .value=${live(String(Math.floor(clock.time / 1000) * 1000))}
      aria-label=${words.say("Place in the session")}
      aria-valuetext=${chapter ? `${positionText}, ${chapter.title}` : positionText}
      @input=${(event: Event) => clock.seek(Number(inputOf(event).value))}
    />
    <div class="row">
      <button class="button replay-toggle" type="button" @click=${() => (clock.playing ? clock.pause() : clock.play())}>
        ${iconOf(clock.playing ? PAUSE : PLAY, 20)}<span>${toggle}</span>
      </button>
      <p class="replay-now number"><bdi>${positionText}</bdi></p>
      <label class="replay-speed"
        ><span>${words.say("Speed")}</span>
        <select class="input" @change=${(event: Event) => clock.setSpeed(Number(inputOf(event).value))}>
          ${SPEEDS.map((speed) => html`<option value=${speed} .selected=${speed === clock.speed}>${words.number(speed)}×</option>`)}
        </select></label
      >
      ${script.pauses.length
        ? html`<label class="choice replay-breaks"
            ><input type="checkbox" .checked=${live(clock.leavesOut)} @change=${(event: Event) => clock.leaveOut(inputOf(event).checked)} /><span
              >${words.say("Leave out breaks")}</span
            ></label
          >`
        : nothing}
    </div>
    ${script.chapters.length > 1 ? chapters(script, clock, words, timeText) : nothing}
  </div>`;
}

function chapters(script: Script, clock: Clock, words: Words, timeText: (timeMs: number) => string) {
  const current = chapterAt(script, clock.time);
  return html`<details class="replay-chapters">
    <summary>${words.say("Chapters")}</summary>
    <ol>
      ${script.chapters.map(
        (chapter, index) => html`<li>
          <button class="button plain" type="button" aria-current=${index === current ? "step" : nothing} @click=${() => clock.seek(chapter.at)}>
            <span class="number">${timeText(chapter.at)}</span> <bdi lang=${chapter.language}>${chapter.title}</bdi>
          </button>
        </li>`,
      )}
    </ol>
  </details>`;
}

/** Handles keys that work while the focus is in the player; a control keeps its own keys. */
export function press(event: KeyboardEvent, script: Script, clock: Clock) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const control = (event.target as HTMLElement).closest("button, input, select, summary, a");
  const isBar = control instanceof HTMLInputElement && control.type === "range";
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const { key } = event;
  if (key === " " && (!control || isBar)) clock.playing ? clock.pause() : clock.play();
  else if ((key === "ArrowLeft" || key === "ArrowRight") && (!control || isBar)) {
    clock.seek(clock.time + (key === forward ? STEP_MS : -STEP_MS));
  } else if (key === "PageUp" || key === "PageDown") jump(script, clock, key === "PageDown" ? 1 : -1);
  else if (key === "," || key === ".") {
    const next = SPEEDS[SPEEDS.indexOf(clock.speed) + (key === "." ? 1 : -1)];
    if (next) clock.setSpeed(next);
  } else return;
  event.preventDefault();
}

// Back goes to the beginning of the chapter or, soon after it, to the chapter before.
const SOON_MS = 3000;

function jump(script: Script, clock: Clock, by: number) {
  const current = chapterAt(script, clock.time);
  const sinceStart = clock.time - (script.chapters[current]?.at ?? 0);
  const target = by < 0 && sinceStart > SOON_MS ? current : current + by;
  const chapter = script.chapters[Math.max(0, target)];
  if (chapter) clock.seek(chapter.at);
}
