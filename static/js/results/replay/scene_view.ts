/** Draws what the session showed at one moment, as templates/results/replay/scene.html does. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { createProse, prose } from "../../kit/trusted_html.ts";
import { msgIn, type Words } from "../../kit/words.ts";
import type { PollView, StepAnswer } from "../../room/engine/types.ts";
import { listsOf } from "../../live/polls/pairs.ts";
import { result } from "../../live/polls/result.ts";
import { ANSWER_NAMES, VERDICT_NAMES } from "../../live/steps/names.ts";
import { AWAY_NAMES } from "./announcements.ts";
import type { Poll, Script, State, Step } from "./state.ts";

export function scenery(script: Script, state: State, words: Words) {
  const away = state.away ? html`<p class="notice">${words.say(AWAY_NAMES[state.away])}</p>` : nothing;
  return html`${away}
    <div class="replay-main">${onStage(script, state, words) ?? slide(script, state, words)}</div>
    ${state.polls.map(([key, now]) => poll(script, key, now, words))}
    ${state.step ? step(state.step, words) : nothing}`;
}

/** Draws the questions and steps up to this moment. */
export function questionsAndSteps(script: Script, state: State, words: Words) {
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
        ${steps.map((decided) => step(decided, words))}
      </section>`
    : nothing}`;
}

function onStage(script: Script, { question: key, note, questions }: State, words: Words) {
  if (key) return question(script, key, questions.some((entry) => entry.key === key && entry.answered), words);
  if (!note) return undefined;
  return html`<div class="replay-note">
    <h2>${words.say("Note of group {n}", { n: note.group })}</h2>
    <ul>
      ${note.lines.map(([text, language]) => html`<li lang=${language} dir="auto">${text}</li>`)}
    </ul>
  </div>`;
}

function slide(script: Script, { slide: number }: State, words: Words) {
  const shownSlide = number === null ? undefined : script.slides[number];
  if (!shownSlide) return nothing;
  return html`<article class="slide replay-slide">
    ${shownSlide.language === words.language ? nothing : html`<p class="badge">${words.fallback(shownSlide.language)}</p>`}
    <h2 class="slide-title" lang=${shownSlide.language} dir=${directionOf(shownSlide.language)}>${shownSlide.title}</h2>
    ${body(shownSlide)}
  </article>`;
}

// The slide is drawn several times a second while somebody may read it or select in it.
const body = createProse();

function poll(script: Script, key: string, pollState: string, words: Words) {
  const shownPoll = script.polls[key];
  if (!shownPoll) return nothing;
  const { view, text } = shownPoll;
  const shows = pollState === "revealed" && view.state === "revealed";
  const polls = Object.values(script.polls).map((replayed) => replayed.view);
  const card = { poll: view, room: { state: { polls } }, text, words } as any;
  return html`<article class="poll replay-poll" data-poll=${key} data-now=${pollState}>
    <h3 class="poll-question" lang=${text.language} dir="auto">${text.question}</h3>
    ${shows ? result(card, nothing, prose) : options(view, text, pollState, words)}
  </article>`;
}

function options(view: PollView, text: Poll["text"], pollState: string, words: Words) {
  return html`<p class="poll-kind">${words.say(pollState === "opened" ? "Poll" : "Poll closed")}</p>
    ${view.options.length
      ? listsOf(view.options).map(
          (list) => html`<ul class="replay-options">
            ${list.map((key) => html`<li lang=${text.language} dir="auto">${text.labels[key]}</li>`)}
          </ul>`,
        )
      : nothing}`;
}

function question(script: Script, key: string, answered: boolean, words: Words) {
  const asked = script.questions[key];
  if (!asked) return nothing;
  const answer = asked.answer
    ? html`<span lang=${asked.answer_language} dir="auto">${asked.answer}</span>`
    : words.say("Answered orally");
  return html`<blockquote class="replay-question">
    <p lang=${asked.language} dir="auto">${asked.text}</p>
    <footer class="small quietly"><bdi>${asked.by || words.say("Anonymous")}</bdi></footer>
    ${answered ? html`<p class="replay-answer">${icon("check", 16)} ${answer}</p>` : nothing}
  </blockquote>`;
}

function step(shownStep: Step, words: Words) {
  const counts = (Object.entries(shownStep.counts ?? {}) as [StepAnswer, number][]).map(
    ([answer, count]) => ` · ${words.say(ANSWER_NAMES[answer])}: ${words.number(count)}`,
  );
  return html`<div class="replay-step">
    <h3>${words.say("Next step {n}", { n: shownStep.number })}</h3>
    <p lang=${shownStep.language} dir="auto">${shownStep.text}</p>
    ${shownStep.outcome
      ? html`<p><strong>${words.say(VERDICT_NAMES[shownStep.outcome])}</strong>${counts}</p>`
      : html`<p class="quietly">${words.say(msgIn("state of a step", "Put to everyone"))}</p>`}
  </div>`;
}
