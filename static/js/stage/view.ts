// @ts-check
/** What stands on the stage, once for each language that it shows. */

import { html, nothing } from "lit-html";

import { wordsOfPoll } from "../polls/wording.js";
import { isolated, pickText } from "../lib/texts.js";
import { createProse, prose } from "../lib/trusted.js";
import { pollOnStage, stageOptions } from "../polls/stage.js";
import { stepOnStage } from "../steps/stage.js";
import { SCENES } from "./scenes.js";

/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../live/types.js").DeckSlide} DeckSlide */
/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {import("../live/room.js").Room["state"]} State */

export function createStageView() {
  const bodyOf = createProse();
  /** @type {Map<string, HTMLElement>} */
  const explanations = new Map();

  /** Two columns may show the same words: each has a node of its own. @param {PollView} poll @param {string} wanted */
  function whyOf(poll, wanted) {
    const found = pickText(poll.why, wanted);
    if (!found?.text) return null;
    const key = `${poll.poll} ${wanted}`;
    const node = explanations.get(key) ?? prose(found.text, found.language);
    explanations.set(key, node);
    return node;
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {State} state
   * @param {Deck} deck
   * @param {Words} words  of the deck's language
   * @param {number} now
   */
  return (scene, state, deck, words, now) => {
    const brought = scene.kind === "brought" && SCENES[state.stage.kind ?? ""]?.draw(state, deck, words, now, () => words);
    if (brought) return brought;
    const poll = state.polls.find((each) => each.poll === scene.poll);
    const step = state.steps.find((each) => each.step === scene.step);
    if (poll) return pollOnStage(poll, state.polls, deck, words, now, () => whyOf(poll, deck.language));
    if (step) return stepOnStage(step, state.terms, words);
    const slide = deck.slides[state.room.slide];
    return slide ? slideView(slide, bodyOf(slide), deck.language, words) : nothing;
  };
}

/** @param {DeckSlide} slide @param {HTMLElement} body @param {string} wanted @param {Words} words */
function slideView(slide, body, wanted, words) {
  return html`<h1 class="stage-title" lang=${slide.language} dir="auto">${slide.title}</h1>
    ${slide.html ? body : nothing}
    ${slide.poll ? stageOptions(Object.keys(slide.poll.labels), slide.poll) : nothing}
    ${slide.language === wanted ? nothing : html`<p class="stage-badge">${words.say(`fallback.${slide.language}`)}</p>`}`;
}

/**
 * The line at the foot: how many answered, or which poll is open beside what is shown.
 *
 * @param {import("./scene.js").Scene} scene
 * @param {State} state
 * @param {Deck} deck
 * @param {Words} words
 */
export function footLine(scene, state, deck, words) {
  const poll = state.polls.find((each) => each.poll === (scene.poll ?? scene.beside));
  if (!poll) return "";
  const answered = words.say("poll.answered", { n: poll.voters ?? 0 });
  if (scene.beside) {
    const question = wordsOfPoll(poll, deck, deck.language)?.question ?? "";
    return `${words.say("poll")}: ${isolated(question)} · ${answered}`;
  }
  if (poll.state === "closed") return `${words.say("poll.closed")} · ${answered}`;
  return answered;
}
