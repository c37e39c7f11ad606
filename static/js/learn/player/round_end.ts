/** Ends a round: says what is done and what comes next, and lets the learner go on or stop. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Player } from "./play.ts";
import { minutesOf, nextToDo, openIn, questionsOf, type Round } from "./rounds.ts";
import { about, roundName } from "./round_words.ts";
import type { PackSlide } from "./types.ts";

export function roundEnd(player: Player, round: Round) {
  const { words, progress, language } = player;
  const open = openIn(round.slides, progress);
  const next = nextToDo(player.rounds, round, progress);
  const nextSlide = next && openIn(next.slides, progress)[0];
  const isPartEnd = round.number === round.count;
  return html`<article class="player-end">
    <p class="player-place"><span>${round.part.title[language]}</span> <span>${roundName(round, words)}</span></p>
    <h2 class="slide-title" tabindex="-1">${words.say(isPartEnd ? "The end of the module" : "The end of the round")}</h2>
    ${open[0]
      ? html`<p class="notice warn">
            ${words.say(
              msg("{n} slide of this round is not done yet.", "{n} slides of this round are not done yet."),
              { n: open.length },
            )}
          </p>
          <p>${words.say("Back to:")} ${link(player, open[0])}</p>`
      : html`<p class="notice good">${icon("check")} ${words.say("Done: everything in this round is counted.")}</p>`}
    ${isPartEnd ? outcome(player, round) : nothing}
    ${next && nextSlide
      ? html`<h3>${words.say("What comes next")}</h3>
          <p>
            ${[roundName(next, words), about(minutesOf(next.slides, language), words)].filter(Boolean).join(": ")}<br />
            <bdi lang=${nextSlide.text[language]?.language ?? nothing}>${nextSlide.text[language]?.title}</bdi>
          </p>`
      : open.length
        ? nothing
        : html`<p>${words.say("You have read everything.")}</p>`}
    <p class="quietly small">${words.say("What you did is kept. You can stop here and go on another day.")}</p>
    <nav class="slide-foot player-foot" aria-label=${words.say("What comes next")}>
      <button class="button quiet" @click=${player.goHome}>${words.say(next ? "Stop here for today" : "Contents")}</button>
      ${nextSlide ? html`<button class="button" @click=${() => goTo(player, nextSlide)}>${words.say("Go on")} ${icon("next")}</button>` : nothing}
    </nav>
  </article>`;
}

/** Says, at the end of a module, what it was for, and which of its questions are answered correctly. */
function outcome(player: Player, round: Round) {
  const { pack, words, progress, language } = player;
  const questions = questionsOf(pack, round.part, progress);
  const right = questions.filter(({ state }) => state === "right").length;
  const isDone = !openIn(pack.slides.slice(round.part.first, round.part.first + round.part.slides), progress).length;
  // A programme does not keep the objectives of its modules apart.
  const objectives = round.parts === 1 ? pack.objectives?.[language] : undefined;
  return html`${objectives
      ? html`<h3>${words.say(isDone ? "What you are able to do now" : "Objectives")}</h3>
          <ul class="player-steps" lang=${objectives.language} dir=${directionOf(objectives.language)}>
            ${objectives.texts.map((text) => html`<li>${text}</li>`)}
          </ul>`
      : nothing}
    ${questions.length
      ? html`<h3>${words.say("Questions of this module")}</h3>
          <p>${words.say("Answered correctly: {done} of {whole}", { done: right, whole: questions.length })}</p>
          <ul class="player-options">
            ${questions.map(
              ({ slide, state }) => html`<li class=${state === "right" ? "right" : nothing}>
                <bdi lang=${slide.text[language]?.language ?? nothing}>${slide.text[language]?.title}</bdi>
                <p>
                  ${state === "right"
                    ? [icon("check", 16), " ", words.say("Answered correctly")]
                    : state === "wrong"
                      ? [words.say("Not correct yet"), " · ", link(player, slide, words.say("Try again"), true)]
                      : [words.say("Not answered yet"), " · ", link(player, slide, words.say("Answer the question"))]}
                </p>
              </li>`,
            )}
          </ul>`
      : nothing}`;
}

/**
 * @param word what to do there; without it, the slide's title alone is the link
 * @param isAgain whether the question is answered again
 */
function link(player: Player, slide: PackSlide, word = "", isAgain = false) {
  const text = slide.text[player.language];
  const follow = () => {
    if (isAgain) player.editing.add(slide.id);
    goTo(player, slide);
  };
  return html`<button class="button plain" @click=${follow}>
    ${word}<bdi class=${word ? "unseen" : ""} lang=${text?.language ?? nothing}>${word ? ": " : ""}${text?.title}</bdi>
  </button>`;
}

function goTo({ pack, go }: Player, slide: PackSlide) {
  go(pack.slides.indexOf(slide));
}
