/** Asks without a network which of the learners who keep this course on the device studies now. */

import { html, nothing, render } from "lit-html";
import { focusOn } from "../../kit/dom.ts";
import { directionOf } from "../../kit/texts.ts";
import type { Table, Words } from "../../kit/words.ts";
import { createCourseWords } from "../player/words.ts";
import type { Kept } from "./db.ts";
import { pinQuestion } from "./pin_question.ts";

/**
 * @param element where to ask
 * @param learners what each learner keeps, at least one; the first one's language is the page's
 * @param wanted the one who is asked for the PIN first
 * @param tables the words by language
 * @returns the learner who was chosen, and who knew the PIN if there is one
 */
export function chooseLearner(
  element: HTMLElement,
  learners: Kept[],
  wanted: Kept | undefined,
  tables: Record<string, Table>,
): Promise<Kept> {
  const place = document.createElement("div");
  place.className = "player";
  // The rest of the page stays: it may still have to say that the course is not kept.
  element.prepend(place);
  return new Promise((resolve) => {
    function enter(learner: Kept) {
      place.remove();
      resolve(learner);
    }

    function draw(asked?: Kept) {
      const shown = asked ?? (learners[0] as Kept);
      const tag = languageOf(shown);
      const words = createCourseWords(tables[tag] ?? {}, tag);
      document.documentElement.lang = tag;
      document.documentElement.dir = directionOf(tag);
      document.title = shown.title;
      // A new form for each learner: what was typed for another one must not stay.
      render(asked ? question(asked, words) : list(words), place);
      const field = place.querySelector("input");
      if (field) field.focus();
      else focusOn(place.querySelector("h2"));
    }

    function question(asked: Kept, words: Words) {
      return page(
        asked,
        html`${pinQuestion(asked, words, () => enter(asked))}
        ${learners.length > 1
          ? html`<p class="player-row"><button class="button quiet" @click=${() => draw()}>${words.say("Somebody else")}</button></p>`
          : nothing}`,
      );
    }

    function list(words: Words) {
      return page(
        learners[0] as Kept,
        html`<h2>${words.say("Who are you?")}</h2>
          <ul class="player-people">
            ${learners.map(
              (learner) => html`<li>
                <button class="button wide" @click=${() => (learner.pin ? draw(learner) : enter(learner))}>
                  <bdi>${learner.name}</bdi> ${learner.pin ? html`<small>${words.say("with a PIN")}</small>` : nothing}
                </button>
              </li>`,
            )}
          </ul>`,
      );
    }

    const first = wanted ?? (learners.length === 1 ? learners[0] : undefined);
    draw(first?.pin ? first : undefined);
  });
}

const page = ({ title }: Kept, content: unknown) =>
  html`<header class="player-head"><h1 class="player-title">${title}</h1></header>
    <main class="player-who" id="main">${content}</main>`;

const languageOf = ({ saved, languages }: Kept) => saved.language || languages[0] || "en";
