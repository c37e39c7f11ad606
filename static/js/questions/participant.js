// @ts-check
/** What questions are in a participant's room: a place, and news for screen readers. */

import { mountQuestions } from "./questions.js";
import { isPublic } from "./wording.js";

/** @typedef {import("../rooms/guide.js").State} State */

/** The newest question that was there when the place was looked at. */
let seen = 0;

/** @type {import("../rooms/extras.js").Extra} */
export const questions = {
  mounts: {
    "questions/questions": (element, room, words, shared) => {
      const { screen } = shared;
      const look = () => {
        if (screen.place === "questions") seen = Math.max(seen, ...room.state.questions.items.map(({ id }) => id));
      };
      const stops = [screen.subscribe(look), mountQuestions(element, room, words, shared)];
      return () => stops.forEach((stop) => stop());
    },
  },
  place: { name: "questions", count: (state) => fresh(state).length },
  teller: questionNews,
};

/** Questions of others that were asked since. @param {State} state */
function fresh({ questions }) {
  return questions.items.filter((question) => isPublic(question) && !question.mine && question.id > seen);
}

/** What became of an own question; each state has its words. */
const DECIDED = ["open", "parked", "answered", "declined", "merged"];

/** That one is being answered, and what became of the own one; never each that is asked. @type {import("../rooms/news.js").Teller} */
function questionNews(before, now) {
  const { stage, questions } = now.state;
  const isNew = before.state.stage.kind !== stage.kind || before.state.stage.key !== stage.key;
  /** @type {import("../rooms/news.js").News} */
  const own = questions.items.flatMap(({ id, mine, state }) => {
    const was = before.state.questions.items.find((other) => other.id === id)?.state;
    return mine && was && was !== state && DECIDED.includes(state) ? [[`question.said_${state}`, {}]] : [];
  });
  return isNew && stage.kind === "question" ? [["question.said_now", {}], ...own] : own;
}
