/** Draws the stage, once for each of its languages. */

import { html, nothing } from "lit-html";

import { pickText } from "../../kit/texts.ts";
import { createProse, prose } from "../../kit/trusted_html.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Deck, DeckSlide, PollView } from "../../room/engine/types.ts";
import { revealItems } from "../slides/reveal.ts";
import { pollOnStage, stageOptions } from "../polls/stage.ts";
import { stepOnStage } from "../steps/stage.ts";
import { endOnStage } from "./ending.ts";
import type { Scene } from "./scene.ts";
import { SCENES } from "./scenes.ts";

type State = Room["state"];

export function createStageView() {
  const bodyOf = createProse();
  const explanations = new Map<string, HTMLElement>();

  /** Returns one node for each language: two columns may show the same text, and a node has one place only. */
  function explanationOf(poll: PollView, language: string) {
    const explanation = pickText(poll.why, language);
    if (!explanation?.text) return null;
    const key = `${poll.poll} ${language}`;
    const node = explanations.get(key) ?? prose(explanation.text, explanation.language);
    explanations.set(key, node);
    return node;
  }

  /**
   * @param words in the deck's language
   * @param title of the session, in the deck's language
   * @param also the words of further languages in which the reader is told what to do
   */
  return (scene: Scene, state: State, deck: Deck, words: Words, now: number, title = state.room.title, also: Words[] = []) => {
    if (scene.kind === "ended") return endOnStage(state.steps, title, words, now);
    const broughtScene = scene.kind === "brought" && SCENES[state.stage.kind ?? ""]?.draw(state, deck, words, now, () => words);
    if (broughtScene) return broughtScene;
    const poll = state.polls.find((candidate) => candidate.poll === scene.poll);
    const step = state.steps.find((candidate) => candidate.step === scene.step);
    if (poll) return pollOnStage(poll, state.polls, deck, words, now, () => explanationOf(poll, deck.language), also);
    if (step) return stepOnStage(step, state.terms, words, also);
    const slide = deck.slides[state.room.slide];
    return slide ? slideView(slide, revealItems(bodyOf(slide), state.room.revealed), deck.language, words) : nothing;
  };
}

function slideView(slide: DeckSlide, body: HTMLElement, preferred: string, words: Words) {
  return html`<h1 class="stage-title" lang=${slide.language} dir="auto">${slide.title}</h1>
    ${slide.html ? body : nothing}
    ${slide.poll ? stageOptions(Object.keys(slide.poll.labels), slide.poll) : nothing}
    ${slide.language === preferred ? nothing : html`<p class="stage-badge">${words.fallback(slide.language)}</p>`}`;
}
