/** Draws the current slide with what belongs to it, and the buttons back and on. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import type { Player } from "./play.ts";
import { question } from "./question.ts";
import type { PackSlide } from "./types.ts";
import { exercise } from "./exercise.ts";

export function slideOf(player: Player, slide: PackSlide) {
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
    ${poll ? question(player, { ...slide, poll }) : nothing}
    ${slide.kind === "scenario" || slide.kind === "steps" ? exercise(player, slide) : nothing}
    ${text.handout
      ? html`<details class="handout">
          <summary>${words.say("Hand-out for your group")}</summary>
          ${player.prose(text.handout, text.language)}
        </details>`
      : nothing}
  </article>`;
}

export function foot({ pack, progress, words, shown, go }: Player) {
  const slideCount = pack.slides.length;
  const isDone = progress.isDone(pack.slides[shown]?.id ?? "");
  return html`<nav class="slide-foot player-foot" aria-label=${words.say("Contents")}>
    <button class="button quiet" ?disabled=${shown === 0} @click=${() => go(shown - 1)}>
      ${icon("back")} ${words.say("Back")}
    </button>
    <p class="slide-position number">
      <span aria-hidden="true">${words.number(shown + 1)} / ${words.number(slideCount)}</span>
      <span class="unseen">${words.say("Slide {slide} of {slides}", { slide: shown + 1, slides: slideCount })}</span>
    </p>
    <button class="button ${isDone ? "" : "quiet"}" ?disabled=${shown >= slideCount - 1} @click=${() => go(shown + 1)}>
      ${words.say("Next")} ${icon("next")}
    </button>
  </nav>`;
}
