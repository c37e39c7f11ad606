/** Decides in which languages the projector shows a thing beside each other: a text that is the same in both, once. No DOM. */

import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { wordsOfPoll } from "../polls/wording.ts";
import { worded as wordedQuestion } from "../questions/wording.ts";
import { worded } from "../steps/wording.ts";
import type { Scene } from "./scene.ts";

/** Returns the decks that get a column: all, or the one in whose language the text is if no other has another text. */
export function columnsOf(scene: Pick<Scene, "kind" | "poll" | "step">, state: State, decks: Deck[]): Deck[] {
  const languages = new Set(decks.map((deck) => languageOf(scene, state, deck)));
  const [language] = languages;
  if (languages.size !== 1 || language === undefined) return decks;
  return [decks.find((deck) => deck.language === language) ?? decks[0]].flatMap((deck) => deck ?? []);
}

/** Returns the language of the text that readers of this deck would see, or undefined if the scene has none of its own. */
function languageOf({ kind, poll: key, step: number }: Pick<Scene, "kind" | "poll" | "step">, state: State, deck: Deck) {
  const { language } = deck;
  const poll = state.polls.find((candidate) => candidate.poll === key);
  if (poll) return wordsOfPoll(poll, deck, language)?.language;
  const step = state.steps.find((candidate) => candidate.step === number);
  if (step) return worded(step, { language }).language;
  if (kind === "slide") return deck.slides[state.room.slide]?.language;
  const question = kind === "brought" && state.stage.kind === "question" && state.questions.items.find(({ id }) => String(id) === state.stage.key);
  return question ? wordedQuestion(question, language).language : undefined;
}
