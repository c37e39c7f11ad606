/** Adds a question to the projector: its words, who asked, and its votes. */

import { html, nothing } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { OnStage } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { isPublic, worded } from "./wording.ts";

export const questions: OnStage = { scenes: { question: { draw: questionScene } } };

function questionScene({ stage, questions }: State, deck: Deck, words: Words): unknown {
  const question = questions.items.find(({ id }) => String(id) === stage.key);
  if (!question || !isPublic(question)) return undefined;
  const { text, language } = worded(question, deck.language);
  return html`<p class="stage-kind">${words.say("Question")}</p>
    <h1 class="stage-title" lang=${language} dir="auto">${text}</h1>
    ${language === question.language ? nothing : html`<p class="stage-original" lang=${question.language} dir="auto">${question.text}</p>`}
    <p class="stage-asked">
      ${question.by === null
        ? words.say("Asked without a name")
        : words.say("Asked by: {name}", { name: isolated(question.by) })}
      · <b class="number">${words.say(msg("{n} vote", "{n} votes"), { n: question.votes })}</b>
    </p>
    ${question.state === "answered" && question.answer
      ? html`<div class="stage-why"><p lang=${question.answer.language} dir="auto">${question.answer.text}</p></div>`
      : nothing}`;
}
