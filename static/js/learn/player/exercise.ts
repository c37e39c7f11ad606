/** Draws a scenario, or next steps, as an exercise in writing, and the drafts that belong to the steps. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Player } from "./play.ts";
import type { PackSlide } from "./types.ts";

const LONGEST_TEXT = 5000;

export function exercise(player: Player, slide: PackSlide) {
  const { words } = player;
  const isSteps = slide.kind === "steps";
  const savedText = lastSavedText(player, slide.id);
  const draft = player.texts.get(slide.id);
  const isFailed = player.wrong?.slide === slide.id;
  const submit = (event: Event) => {
    event.preventDefault();
    void saveText(player, slide.id, true);
  };
  return html`<form class="player-written" @submit=${submit}>
    ${isSteps ? drafts(player, slide) : nothing}
    <label for="player-text"
      >${words.say(
        isSteps ? "Write which next steps you will take, by when, and with whom" : "Write here what you would do",
      )}</label
    >
    <textarea
      id="player-text"
      class="input"
      rows="7"
      dir="auto"
      maxlength=${LONGEST_TEXT}
      .value=${live(draft ?? savedText)}
      @input=${(event: Event) => player.write(slide.id, inputOf(event).value)}
    ></textarea>
    <p class="player-row">
      <button class="button">${words.say("Keep what I wrote")}</button>
      <span class="poll-status ${isFailed ? "stop" : "good"}" role="status">
        ${isFailed
          ? [icon("warn"), " ", words.refusal(player.wrong?.code)]
          : savedText && (draft === undefined || draft === savedText)
            ? [icon("check"), " ", words.say("Your answer is kept.")]
            : nothing}
      </span>
    </p>
  </form>`;
}

/**
 * Saves what is written if it has changed: on the button, and when the slide or the page closes.
 * @param isAsked by the button, which says what is missing
 */
export async function saveText(player: Player, id: string, isAsked = false) {
  const text = (player.texts.get(id) ?? lastSavedText(player, id)).trim();
  if (!text && isAsked) player.refuse(id, "no_choice");
  if (!text || text === lastSavedText(player, id)) return;
  const told = player.telling.get(id);
  if (told?.text === text) {
    told.isAskedAgain = true;
    return;
  }
  const telling = { text, isAskedAgain: false };
  player.telling.set(id, telling);
  await player.answer(id, { text });
  // Whatever hindered it may be gone by the time it was asked for again.
  if (telling.isAskedAgain && text !== lastSavedText(player, id)) await player.answer(id, { text });
  player.telling.delete(id);
}

function lastSavedText({ progress }: Player, id: string) {
  const tries = progress.triesOf(id);
  return tries[tries.length - 1]?.answer.text ?? "";
}

function drafts({ language, words }: Player, slide: PackSlide) {
  const text = slide.text[language] ?? Object.values(slide.text)[0];
  if (!text?.steps?.length) return nothing;
  return html`<p class="player-label">${words.say("Drafts of next steps")}</p>
    <ul class="player-steps" lang=${text.language} dir=${directionOf(text.language)}>
      ${text.steps.map(
        (step) => html`<li>
          <p>${step.text}</p>
          <p class="quietly small">
            ${[
              step.owner && words.say("Responsible: {owner}", { owner: step.owner }),
              step.indicator && words.say("Indicator: {indicator}", { indicator: step.indicator }),
              step.days && words.say(msg("Within {n} day", "Within {n} days"), { n: step.days }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </li>`,
      )}
    </ul>`;
}
