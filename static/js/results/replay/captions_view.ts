/** Draws the captions of a replay: their switch, the line in view, and all lines with their times. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { Captions } from "./captions.ts";
import type { Clock } from "./clock.ts";
import { captionAt, newestCue, type Cue } from "./cues.ts";

/** Draws the switch and the choice of the language. */
export function captionChoice(captions: Captions, words: Words) {
  return html`<div class="row replay-choice">
    <label class="choice"
      ><input type="checkbox" name="captions" .checked=${live(captions.isOn)} @change=${(event: Event) => captions.show(inputOf(event).checked)} /><span
        >${words.say("Captions")}</span
      ></label
    >
    <select
      class="input"
      name="captions-language"
      aria-label=${words.say("Language of the captions")}
      @change=${(event: Event) => captions.choose(inputOf(event).value)}
    >
      ${captions.languages.map((tag) => html`<option value=${tag} .selected=${tag === captions.language}>${words.nameOf(tag)}</option>`)}
    </select>
    ${captions.hasFailed ? failure(captions, words) : nothing}
  </div>`;
}

function failure(captions: Captions, words: Words) {
  return html`<p class="notice warn" role="alert">
    ${words.say("The captions cannot be loaded now.")}
    <button class="button quiet" type="button" @click=${() => void captions.load()}>${words.say("Try again")}</button>
  </p>`;
}

/** Draws the line in view. Its place stays while there is none, so that nothing jumps. */
export function captionLine(captions: Captions, time: number) {
  if (!captions.isOn) return nothing;
  const { language } = captions;
  const text = captionAt(captions.cues, time);
  return html`<div class="replay-captions" lang=${language} dir=${directionOf(language)}>${text ? html`<p>${text}</p>` : nothing}</div>`;
}

const NO_LINES: readonly Cue[] = [];

/** Draws all lines. The list is one stop of the Tab key; arrow keys go from line to line. */
export function transcript(captions: Captions, clock: Clock, words: Words, timeText: (time: number) => string) {
  const current = newestCue(captions.cues, clock.time);
  const { language } = captions;
  const cues = captions.isListed ? captions.cues : NO_LINES;
  return html`<details class="replay-transcript" @toggle=${(event: Event) => captions.list((event.target as HTMLDetailsElement).open)}>
    <summary>${words.say("Captions as text")}</summary>
    <p class="small quietly replay-keys">${words.say("Up and down arrows go from line to line, Enter jumps to the line.")}</p>
    <ol class="replay-lines" @keydown=${moveFocus}>
      ${guard([cues, current], () =>
        cues.map(
          ([begin, , text], index) => html`<li>
            <button
              class="button plain"
              type="button"
              tabindex=${index === Math.max(0, current) ? 0 : -1}
              aria-current=${index === current ? "true" : nothing}
              @click=${() => clock.seek(begin)}
            >
              <span class="number quietly">${timeText(begin)}</span>
              <span lang=${language} dir=${directionOf(language)}>${text}</span>
            </button>
          </li>`,
        ),
      )}
    </ol>
  </details>`;
}

const MOVES: Record<string, (index: number, count: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

function moveFocus(event: KeyboardEvent) {
  const move = MOVES[event.key];
  if (!move) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  buttons[move(buttons.indexOf(event.target as HTMLButtonElement), buttons.length)]?.focus();
  event.preventDefault();
}

/**
 * Draws with `draw`, and then scrolls the list of lines on with the session, unless the viewer has scrolled away
 * from the current line or has the focus in the list.
 */
export function drawFollowing(element: HTMLElement, draw: () => void) {
  const before = currentLine(element);
  const follows = !before || isInView(before);
  draw();
  const current = currentLine(element);
  const list = current?.closest<HTMLElement>(".replay-lines");
  if (!current || !list || current === before || !follows || list.contains(document.activeElement)) return;
  list.scrollTop += current.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
}

function currentLine(element: HTMLElement) {
  return element.querySelector<HTMLElement>(".replay-lines [aria-current]");
}

function isInView(line: HTMLElement) {
  const list = (line.closest(".replay-lines") as HTMLElement).getBoundingClientRect();
  const { top, bottom } = line.getBoundingClientRect();
  return bottom > list.top && top < list.bottom;
}
