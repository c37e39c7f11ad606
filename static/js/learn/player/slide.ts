/** Draws the current slide with what belongs to it, and the buttons back and on. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import type { Player } from "./play.ts";
import { question } from "./question.ts";
import { isLastOf, roundWith } from "./rounds.ts";
import { roundNumber } from "./round_words.ts";
import type { PackSlide } from "./types.ts";
import { exercise } from "./exercise.ts";

/** @param asked its question, if that is not asked as in the course */
export function slideOf(player: Player, slide: PackSlide, asked?: unknown) {
  const { words, language } = player;
  const text = slide.text[language] ?? Object.values(slide.text)[0];
  if (!text) return nothing;
  const direction = directionOf(text.language);
  const { poll } = slide;
  return html`<article class="slide">
    ${text.language === language ? nothing : html`<p class="badge">${words.fallback(text.language)}</p>`}
    <h2 class="slide-title" tabindex="-1" lang=${text.language} dir=${direction}>${text.title}</h2>
    ${text.html ? player.prose(text.html, text.language) : nothing}
    ${text.study
      ? html`<section class="player-study" aria-label=${words.say("Explanation of this slide")}>
          ${player.prose(text.study, text.language)}
        </section>`
      : nothing}
    ${asked ?? (poll ? question(player, { ...slide, poll }) : nothing)}
    ${slide.kind === "scenario" || slide.kind === "steps" ? exercise(player, slide) : nothing}
    ${text.handout
      ? html`<details class="handout">
          <summary>${words.say("Hand-out for your group")}</summary>
          ${player.prose(text.handout, text.language)}
        </details>`
      : nothing}
  </article>`;
}

/** Says where the slide is: in which module and round. */
export function placeLine({ pack, words, language, rounds, place }: Player, { id }: PackSlide) {
  const round = roundWith(rounds, id);
  const part = pack.parts.filter(({ first }) => first <= place.slide).pop();
  const among = round?.slides ?? pack.slides;
  const number = among.findIndex((slide) => slide.id === id) + 1;
  return html`<p class="player-place">
    <span>${part?.title[language]}</span>
    <span class="number">
      ${round && round.count > 1 ? `${roundNumber(round, words)} · ` : nothing}
      ${words.say("Slide {slide} of {slides}", { slide: number, slides: among.length })}
    </span>
  </p>`;
}

export function foot(player: Player) {
  const { pack, progress, words, place, rounds, go, goHome, endRound } = player;
  const { id = "" } = pack.slides[place.slide] ?? {};
  const round = roundWith(rounds, id);
  const next = round && isLastOf(round, id)
    ? { word: words.say("To the end of the round"), act: endRound }
    : place.slide < pack.slides.length - 1
      ? { word: words.say("Next"), act: () => go(place.slide + 1) }
      : { word: words.say("To the end"), act: goHome };
  return html`<nav class="slide-foot player-foot" aria-label=${words.say("Contents")}>
    <button class="button quiet" ?disabled=${place.slide === 0} @click=${() => go(place.slide - 1)}>
      ${icon("back")} ${words.say("Back")}
    </button>
    <button class="button quiet" @click=${goHome}>${words.say("Contents")}</button>
    <button class="button ${progress.isDone(id) ? "" : "quiet"}" @click=${next.act}>${next.word} ${icon("next")}</button>
  </nav>`;
}
