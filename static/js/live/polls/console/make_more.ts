/** Draws what few polls need, folded: quiz, anonymity, countdown, language and translations. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../../kit/events.ts";
import { msg, msgIn } from "../../../kit/words.ts";
import { timeText } from "../countdown.ts";
import { countdowns } from "./countdowns.ts";
import * as form from "./form.ts";
import type { MakeForm } from "./make_field.ts";
import { wordingFields } from "./make_wording.ts";

const MORE = msgIn("what a new poll can have", "More");
const OPTIONAL = msg("Optional. Participants who read another language see the poll as it was written.");
const ANONYMOUS = msg(
  "Nobody can see who chose what, you neither. Votes cannot be changed, and fewer than five answers give no result.",
);

export function more(view: MakeForm) {
  const { words } = view.lectern;
  const others = form.otherLanguages(view.draft);
  const chosen = chosenWords(view);
  return html`<details class="make-more">
    <summary>${words.say(MORE)}${chosen.length ? html` <span class="small quietly">· ${chosen.join(" · ")}</span>` : nothing}</summary>
    <div class="make-settings">
      ${ticks(view)} ${view.draft.anonymous ? html`<p class="small quietly">${words.say(ANONYMOUS)}</p>` : nothing}
      <div class="make-numbers">${countdown(view)} ${written(view)}</div>
      ${others.length ? translations(view, others) : nothing}
    </div>
  </details>`;
}

/** Unfolds the translations, and returns the question of the first. */
export function openTranslations() {
  const fold = document.querySelector(".make-translations");
  if (fold instanceof HTMLDetailsElement) fold.open = true;
  return fold?.querySelector("input") ?? null;
}

/** Names the settings that are on, so that a fold hides none. */
function chosenWords({ lectern: { words, locale }, draft }: MakeForm) {
  return [
    form.isQuiz(draft) && words.say("Quiz"),
    draft.anonymous && words.say("Anonymous"),
    draft.abstain && words.say("Abstaining is allowed"),
    draft.seconds > 0 && timeText(draft.seconds, locale),
    ...form.otherLanguages(draft).map((language) => form.isWhole(draft, language) && words.nameOf(language)),
  ].filter(Boolean);
}

function ticks(view: MakeForm) {
  const { words } = view.lectern;
  return html`<fieldset class="field">
    <legend class="unseen">${words.say("Details")}</legend>
    <div class="make-ticks">
      ${form.canBeQuiz(view.draft) ? tick(view, "quiz", words.say("Quiz: it has a correct answer")) : nothing}
      ${tick(view, "anonymous", words.say("Anonymous"))} ${tick(view, "abstain", words.say("Abstaining is allowed"))}
    </div>
  </fieldset>`;
}

function tick({ draft, change }: MakeForm, name: "quiz" | "anonymous" | "abstain", label: string) {
  return html`<label class="choice">
    <input
      type="checkbox"
      name="make-${name}"
      .checked=${live(draft[name])}
      @change=${() => change((each) => ({ ...each, [name]: !each[name] }))}
    /><span>${label}</span>
  </label>`;
}

function countdown({ lectern: { words, locale }, draft, change }: MakeForm) {
  return html`<div class="field">
    <label for="make-seconds">${words.say("Countdown")}</label>
    <select id="make-seconds" class="input" @change=${(event: Event) => change((each) => ({ ...each, seconds: Number(inputOf(event).value) }))}>
      ${countdowns({ poll: "", seconds: draft.seconds }).map(
        (seconds) => html`<option value=${seconds} .selected=${seconds === draft.seconds}>
          ${seconds ? timeText(seconds, locale) : words.say("No countdown")}
        </option>`,
      )}
    </select>
  </div>`;
}

function written({ lectern: { words, room }, draft, change }: MakeForm) {
  const { languages } = room.state.room;
  if (languages.length < 2) return nothing;
  return html`<div class="field">
    <label for="make-language">${words.say("Written in")}</label>
    <select id="make-language" class="input" @change=${(event: Event) => change((each) => form.withLanguage(each, inputOf(event).value))}>
      ${languages.map((tag) => html`<option value=${tag} .selected=${tag === draft.language}>${words.nameOf(tag)}</option>`)}
    </select>
  </div>`;
}

function translations(view: MakeForm, languages: string[]) {
  const { words } = view.lectern;
  return html`<details class="make-translations">
    <summary>${words.say("Translations")}</summary>
    <p class="small quietly">${words.say(OPTIONAL)}</p>
    ${languages.map(
      (language) => html`<fieldset class="stack">
        <legend class="console-part">${words.nameOf(language)}</legend>
        ${wordingFields(view, language)}
      </fieldset>`,
    )}
  </details>`;
}
