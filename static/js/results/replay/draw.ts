/** Draws what the session showed at one moment, as templates/results/replay/scene.html does. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { createProse } from "../../kit/trusted.ts";
import { msgIn, type Words } from "../../kit/words.ts";
import type { PollView, StepAnswer } from "../../room/engine/types.ts";
import { listsOf } from "../../live/polls/pairs.ts";
import { result } from "../../live/polls/result.ts";
import { HOST_ANSWER_NAMES, VERDICT_NAMES } from "../../live/steps/names.ts";
import { AWAY_NAMES } from "./said.ts";
import type { Poll, Script, State, Step } from "./state.ts";

export function scenery(script: Script, state: State, words: Words) {
  const away = state.away ? html`<p class="notice">${words.say(AWAY_NAMES[state.away])}</p>` : nothing;
  return html`${away}
    <div class="replay-main">${onStage(script, state, words) ?? slide(script, state, words)}</div>
    ${state.polls.map(([key, now]) => poll(script, key, now, words))}
    ${state.step ? step(state.step, words) : nothing}`;
}

/** The questions and steps up to this moment. */
export function beside(script: Script, state: State, words: Words) {
  const steps = state.steps.filter(({ number }) => number !== state.step?.number);
  return html`${state.questions.length
    ? html`<section>
        <h2>${words.say("Questions")}</h2>
        ${state.questions.map(({ key, answered }) => question(script, key, answered, words))}
      </section>`
    : nothing}
  ${steps.length
    ? html`<section>
        <h2>${words.say("Next steps")}</h2>
        ${steps.map((one) => step(one, words))}
      </section>`
    : nothing}`;
}

function onStage(script: Script, { question: key, note, questions }: State, words: Words) {
  if (key) return question(script, key, questions.some((one) => one.key === key && one.answered), words);
  if (!note) return undefined;
  return html`<div class="replay-note">
    <h2>${words.say("Note of group {n}", { n: note.group })}</h2>
    <ul>
      ${note.lines.map(([text, language]) => html`<li lang=${language} dir="auto">${text}</li>`)}
    </ul>
  </div>`;
}

function slide(script: Script, { slide: number }: State, words: Words) {
  const shown = number === null ? undefined : script.slides[number];
  if (!shown) return nothing;
  return html`<article class="slide replay-slide">
    ${shown.language === words.language ? nothing : html`<p class="badge">${words.fallback(shown.language)}</p>`}
    <h2 class="slide-title" lang=${shown.language} dir=${directionOf(shown.language)}>${shown.title}</h2>
    ${body(shown)}
  </article>`;
}

// The slide is drawn several times a second while somebody may read it or select in it.
const body = createProse();

function poll(script: Script, key: string, now: string, words: Words) {
  const found = script.polls[key];
  if (!found) return nothing;
  const { view, text } = found;
  const shows = now === "revealed" && view.state === "revealed";
  const polls = Object.values(script.polls).map((one) => one.view);
  const card = { poll: view, room: { state: { polls } }, text, words } as any;
  return html`<article class="poll replay-poll" data-poll=${key} data-now=${now}>
    <h3 class="poll-question" lang=${text.language} dir="auto">${text.question}</h3>
    ${shows ? result(card, nothing) : options(view, text, now, words)}
  </article>`;
}

function options(view: PollView, text: Poll["text"], now: string, words: Words) {
  return html`<p class="poll-kind">${words.say(now === "opened" ? "Poll" : "Poll closed")}</p>
    ${view.options.length
      ? listsOf(view.options).map(
          (list) => html`<ul class="replay-options">
            ${list.map((key) => html`<li lang=${text.language} dir="auto">${text.labels[key]}</li>`)}
          </ul>`,
        )
      : nothing}`;
}

function question(script: Script, key: string, answered: boolean, words: Words) {
  const found = script.questions[key];
  if (!found) return nothing;
  const answer = found.answer
    ? html`<span lang=${found.answer_language} dir="auto">${found.answer}</span>`
    : words.say("Answered orally");
  return html`<blockquote class="replay-question">
    <p lang=${found.language} dir="auto">${found.text}</p>
    <footer class="small quietly"><bdi>${found.by || words.say("Anonymous")}</bdi></footer>
    ${answered ? html`<p class="replay-answer">${icon("check", 16)} ${answer}</p>` : nothing}
  </blockquote>`;
}

function step(found: Step, words: Words) {
  const counts = (Object.entries(found.counts ?? {}) as [StepAnswer, number][]).map(
    ([answer, count]) => ` · ${words.say(HOST_ANSWER_NAMES[answer])}: ${words.number(count)}`,
  );
  return html`<div class="replay-step">
    <h3>${words.say("Next step {n}", { n: found.number })}</h3>
    <p lang=${found.language} dir="auto">${found.text}</p>
    ${found.outcome
      ? html`<p><strong>${words.say(VERDICT_NAMES[found.outcome])}</strong>${counts}</p>`
      : html`<p class="quietly">${words.say(msgIn("state of a step", "Put to everyone"))}</p>`}
  </div>`;
}
