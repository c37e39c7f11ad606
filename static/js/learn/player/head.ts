/** Draws the head of the player: title, language and progress. */

import { html, nothing } from "lit-html";
import { inputOf } from "../../kit/events.ts";
import { icon } from "../../kit/icons.ts";
import { msg } from "../../kit/words.ts";
import type { Player } from "./play.ts";

export function head(player: Player) {
  const { pack, words, progress, language, place } = player;
  const doneCount = progress.doneCount();
  const slideCount = pack.slides.length;
  const minutes = Math.round(progress.totalSeconds() / 60);
  const choose = (event: Event) => player.choose(inputOf(event).value);
  const title = pack.title[language];
  return html`<header class="player-head">
    <h1 class="player-title">
      ${place.page === "home"
        ? title
        : html`<button class="player-back" @click=${player.goHome}>${icon("back")}<bdi>${title}</bdi></button>`}
    </h1>
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
      <progress max=${slideCount} value=${doneCount} aria-hidden="true"></progress>
      <p class="quietly small">
        ${words.say(msg("{done} of {n} slide done", "{done} of {n} slides done"), { n: slideCount, done: doneCount })} ·
        ${words.say(msg("{n} minute of study", "{n} minutes of study"), { n: minutes })}
      </p>
    </div>
  </header>`;
}
