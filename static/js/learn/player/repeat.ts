/** Asks questions again whose first answer was wrong, one after another, and offers them on the first page. */

import { html, nothing } from "lit-html";
import { dayInWords } from "../../kit/days.ts";
import { icon } from "../../kit/icons.ts";
import { isolated } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Player } from "./play.ts";
import { cardOf, form, judged } from "./question.ts";
import { dueDay, pauseAfter, repetition } from "./returning.ts";
import { about } from "./round_words.ts";
import { minutesOf } from "./rounds.ts";
import { slideOf } from "./slide.ts";
import type { PackSlide } from "./types.ts";

const BACK = msg(
  "{n} question that you once got wrong is back. Recalling the answer after a few days helps you remember it.",
  "{n} questions that you once got wrong are back. Recalling the answers after a few days helps you remember them.",
);
const LEFT = msg("{n} question to repeat today", "{n} questions to repeat today");
const COMES_BACK = msg("You once answered this question wrongly, so it comes back.");
const AFTER_RIGHT = msg(
  "After a right answer it returns in {n} day, after a wrong one tomorrow.",
  "After a right answer it returns in {n} days, after a wrong one tomorrow.",
);
const NO_MORE = msg("After a right answer it does not return, after a wrong one it returns tomorrow.");
const ON_DAY = msg("You once answered this question wrongly, so it comes back on {day}.");
const RETURNS = msg("{n} question returns on {day}.", "{n} questions return on {day}.");

export function repeatOffer(player: Player) {
  const { pack, words, progress, language, goRepeat } = player;
  const { due } = repetition(pack, progress);
  if (!due.length) return nothing;
  return html`<section class="player-repeat" aria-labelledby="repeat">
    <h2 id="repeat">${words.say("Questions to repeat")}</h2>
    <p>${words.say(BACK, { n: due.length })}</p>
    <p>
      <button class="button quiet" @click=${goRepeat}>
        ${[words.say("Repeat"), about(minutesOf(due, language), words)].filter(Boolean).join(": ")}
      </button>
    </p>
    <p class="quietly small">${words.say("Your results in the course stay as they are.")}</p>
  </section>`;
}

/** Shows the verdict of the question that was just answered, else the first that is due. */
export function repeatPage(player: Player) {
  const { pack, words, progress, repeated, goRepeat, goHome } = player;
  const { due, day, count } = repetition(pack, progress);
  const slide = repeated?.slide ?? due[0];
  const later = day ? words.say(RETURNS, { n: count, day: isolated(dayInWords(day, player.language)) }) : "";
  if (!slide) {
    return html`<h2 class="slide-title" tabindex="-1">${words.say("Questions to repeat")}</h2>
      <p>${words.say("Nothing to repeat today.")} ${later}</p>
      <p><button class="button" @click=${goHome}>${words.say("Contents")}</button></p>`;
  }
  return html`<p class="player-place"><span>${due.length ? words.say(LEFT, { n: due.length }) : words.say("Questions to repeat")}</span></p>
    ${repeated ? nothing : html`<p class="small">${whyAsked(player, slide)}</p>`}
    ${slideOf(player, slide, asked(player, slide))}
    ${repeated && !due.length ? html`<p class="notice good">${icon("check")} ${words.say("Done for today.")} ${later}</p>` : nothing}
    <nav class="slide-foot player-foot" aria-label=${words.say("What comes next")}>
      <button class="button quiet" @click=${goHome}>${words.say(due.length ? "Stop here for today" : "Contents")}</button>
      ${repeated && due.length
        ? html`<button class="button" @click=${goRepeat}>${words.say("Next question")} ${icon("next")}</button>`
        : nothing}
    </nav>`;
}

/** Says that the learner answered this question wrongly, and when it will be asked once more. */
function whyAsked({ words, progress }: Player, slide: PackSlide) {
  const returning = progress.returning(slide.id);
  const days = returning ? pauseAfter(returning) : 0;
  return `${words.say(COMES_BACK)} ${days ? words.say(AFTER_RIGHT, { n: days }) : words.say(NO_MORE)}`;
}

function asked(player: Player, slide: PackSlide) {
  const { poll } = slide;
  const text = poll && (poll.text[player.language] ?? Object.values(poll.text)[0]);
  if (!poll || !text) return nothing;
  const { words, repeated, progress } = player;
  const asking = { ...slide, poll };
  const card = cardOf(player, asking, text, `${slide.id}/repeat`);
  const returning = progress.returning(slide.id);
  const day = returning ? dueDay(returning) : "";
  return html`<section class="poll" aria-label=${words.say("Quiz")}>
    ${repeated
      ? judged(player, poll, card, repeated.attempt)
      : form(player, asking, card, (given) => player.repeat(slide, given, card.poll.poll))}
    ${repeated && day
      ? html`<p>${words.say(ON_DAY, { day: isolated(dayInWords(day, player.language)) })}</p>`
      : repeated?.attempt.is_right
        ? html`<p>${icon("check", 16)} ${words.say("You know this one now: it does not return.")}</p>`
        : nothing}
  </section>`;
}
