/** Draws the first page of the player: how far the learner is, where they continue, and everything there is. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { msg, msgIn } from "../../kit/words.ts";
import type { Player } from "./play.ts";
import { minutesOf, openIn, resumeAt, roundWith, stateOf, type Round } from "./rounds.ts";
import { repeatOffer } from "./repeat.ts";
import { about, roundName, roundNumber } from "./round_words.ts";
import type { PackPart, PackSlide } from "./types.ts";

const TIME_HOW = msg(
  "Only the time with this page in sight and in use is counted. It stops after a minute without a touch or a key.",
);
const ROUND_STATES = {
  done: msg("done"),
  now: msg("you are here"),
  next: msgIn("a round of a course", "next"),
  later: undefined,
};
// More than these would push the contents out of sight.
const MOST_OPEN_OBJECTIVES = 6;

export function home(player: Player) {
  const { pack, words, progress, language } = player;
  const at = resumeAt(pack, progress);
  const slide = pack.slides[at] as PackSlide;
  const resumed = roundWith(player.rounds, slide.id);
  const hasBegun = pack.slides.some(({ id }) => progress.isBegun(id));
  const isFinished = progress.isFinished();
  const minutesLeft = minutesOf(openIn(pack.slides, progress), language);
  const title = slide.text[language];
  return html`<button class="button wide player-go-on" @click=${() => player.go(at)}>
      ${words.say(isFinished ? "Review it again" : hasBegun ? "Go on" : "Begin")}
      ${resumed && !isFinished ? html`<small>${withMinutes(roundName(resumed, words), resumed.slides, player)}</small>` : nothing}
    </button>
    ${hasBegun && !isFinished
      ? html`<p class="quietly small">${words.say("Next:")} <bdi lang=${title?.language ?? nothing}>${title?.title}</bdi></p>`
      : nothing}
    ${isFinished
      ? html`<p class="good">${icon("check")} ${words.say("You have done every slide of this course.")}</p>`
      : minutesLeft
        ? html`<p>${words.say(msg("About {n} minute of reading left", "About {n} minutes of reading left"), { n: minutesLeft })}</p>`
        : nothing}
    ${objectives(player, !hasBegun)}
    ${repeatOffer(player)}
    <section class="player-contents" aria-labelledby="contents">
      <h2 id="contents">${words.say("Contents")}</h2>
      ${pack.parts.map((part) => partOf(player, part, slide, resumed))}
    </section>
    <p class="quietly small">${words.say(TIME_HOW)}</p>`;
}

/** Folds the list for learners who have begun: they have seen it. */
function objectives({ pack, words, language }: Player, isNew: boolean) {
  const wanted = pack.objectives?.[language];
  if (!wanted) return nothing;
  return html`<details class="player-fold" ?open=${isNew && wanted.texts.length <= MOST_OPEN_OBJECTIVES}>
    <summary>${words.say("What you will be able to do")}</summary>
    <ul class="player-steps" lang=${wanted.language} dir=${directionOf(wanted.language)}>
      ${wanted.texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </details>`;
}

function partOf(player: Player, part: PackPart, resumed: PackSlide, resumedRound: Round | undefined) {
  const { pack, words, progress, language } = player;
  const slides = pack.slides.slice(part.first, part.first + part.slides);
  const open = openIn(slides, progress);
  const state = open.length
    ? withMinutes(words.say("{done} of {whole}", { done: slides.length - open.length, whole: slides.length }), open, player)
    : [icon("check", 16), " ", words.say("done")];
  const partRounds = player.rounds.filter((round) => round.part === part);
  return html`<details class="player-fold player-part" ?open=${pack.parts.length === 1 || slides.includes(resumed)}>
    <summary><bdi>${part.title[language]}</bdi> <span class="player-state">${state}</span></summary>
    ${partRounds.length > 1 && resumedRound
      ? partRounds.map((round) => roundOf(player, round, resumedRound))
      : slideList(player, slides)}
  </details>`;
}

function roundOf(player: Player, round: Round, resumed: Round) {
  const { words, progress, rounds } = player;
  const state = stateOf(round, rounds, resumed, progress);
  const text = ROUND_STATES[state];
  return html`<details class="player-fold player-round" data-state=${state} ?open=${state === "now"}>
    <summary>
      <span>${roundNumber(round, words)}</span>
      <span class="player-state">
        ${state === "done" ? icon("check", 16) : nothing} ${withMinutes(text ? words.say(text) : "", round.slides, player)}
      </span>
    </summary>
    ${slideList(player, round.slides)}
  </details>`;
}

function slideList({ pack, words, progress, language, go }: Player, slides: PackSlide[]) {
  const resumedId = progress.lastSlide() && pack.slides[resumeAt(pack, progress)]?.id;
  return html`<ol class="player-list" start=${pack.slides.indexOf(slides[0] as PackSlide) + 1}>
    ${slides.map((slide) => {
      const { id, text } = slide;
      const state = progress.isDone(id) ? "done" : progress.isBegun(id) ? "seen" : "";
      return html`<li>
        <button
          type="button"
          class="player-link"
          aria-current=${id === resumedId ? "step" : nothing}
          @click=${() => go(pack.slides.indexOf(slide))}
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
  </ol>`;
}

/** Joins a text, which may be empty, with how long it takes to read these slides, if that is known. */
function withMinutes(text: string, slides: PackSlide[], { words, language }: Player) {
  return [text, about(minutesOf(slides, language), words)].filter(Boolean).join(" · ");
}
