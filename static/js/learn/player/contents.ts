/** The head of the player: title, language, progress, and a list of all slides. */

import { html, nothing } from "lit-html";
import { inputOf } from "../../kit/events.ts";
import { icon } from "../../kit/icons.ts";
import { msg } from "../../kit/words.ts";
import type { Player } from "./play.ts";

const TIME_HOW = msg(
  "Only the time with this page in sight and in use is counted. It stops after a minute without a touch or a key.",
);

export function head(player: Player) {
  const { pack, words, progress, language } = player;
  const done = progress.doneCount();
  const all = pack.slides.length;
  const minutes = Math.round(progress.totalSeconds() / 60);
  const choose = (event: Event) => player.choose(inputOf(event).value);
  return html`<header class="player-head">
    <h1 class="player-title">${pack.title[language]}</h1>
    ${pack.languages.length > 1
      ? html`<label class="player-language">
          <span>${words.say("Language")}</span>
          <select class="input" @change=${choose}>
            ${pack.languages.map(
              (tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === language}>${words.nameOf(tag)}</option>`,
            )}
          </select>
        </label>`
      : nothing}
    <div class="player-progress">
      <progress max=${all} value=${done} aria-hidden="true"></progress>
      <p class="quietly small">
        ${words.say(msg("{done} of {n} slide done", "{done} of {n} slides done"), { n: all, done })} ·
        ${words.say(msg("{n} minute of study", "{n} minutes of study"), { n: minutes })}
      </p>
      ${progress.isFinished()
        ? html`<p class="good">${icon("check")} ${words.say("You have done every slide of this course.")}</p>`
        : nothing}
    </div>
    <details class="player-contents" .open=${player.isOpen} @toggle=${player.toggleContents}>
      <summary>${words.say("Contents")}</summary>
      ${player.isOpen ? [contents(player), html`<p class="quietly small">${words.say(TIME_HOW)}</p>`] : nothing}
    </details>
  </header>`;
}

function contents({ pack, progress, words, language, shown, go }: Player) {
  return pack.parts.map(
    (part) => html`<h2 class="player-part">${part.title[language]}</h2>
      <ol class="player-list" start=${part.first + 1}>
        ${pack.slides.slice(part.first, part.first + part.slides).map(({ id, text }, index) => {
          const number = part.first + index;
          const state = progress.isDone(id) ? "done" : progress.isBegun(id) ? "seen" : "";
          return html`<li>
            <button
              type="button"
              class="player-link"
              aria-current=${number === shown ? "true" : nothing}
              @click=${() => go(number)}
            >
              <bdi lang=${text[language]?.language ?? nothing}>${text[language]?.title}</bdi>
              ${state
                ? html`<span class="player-state ${state}"
                    >${state === "done" ? icon("check", 16) : nothing} ${words.say(state === "done" ? "Done" : "Begun")}</span
                  >`
                : nothing}
            </button>
          </li>`;
        })}
      </ol>`,
  );
}
