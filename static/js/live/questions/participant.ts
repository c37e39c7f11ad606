/** Adds questions to a participant's room: a place, and news for screen readers. */

import { isolated } from "../../kit/texts.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { InRoom, Offer, Where } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Moment, News } from "../../room/rooms/news.ts";
import { mountQuestions } from "./questions.ts";
import type { Question } from "./types.ts";
import { isPublic, worded } from "./wording.ts";

const ANSWERED_NOW = msg("A question is being answered now");

const MOST_CHARACTERS = 60;

/** The id of the newest question when the participant last looked at the place. */
let newestSeen = 0;
let isSeen = () => false;
/** The item on the stage, once the participant has looked at it here. */
let seenStageKey: string | null = null;

export const questions: InRoom = {
  mounts: {
    "questions/questions": (element, room, words, shared) => {
      isSeen = () => shared.screen.place === "questions";
      return mountQuestions(element, room, words, shared);
    },
  },
  place: { name: "questions", count },
  offer,
  teller: questionNews,
};

/** Counts the questions of others that were asked since the participant looked. */
function count({ questions }: State) {
  if (isSeen()) newestSeen = Math.max(newestSeen, ...questions.items.map(({ id }) => id));
  return questions.items.filter((question) => isPublic(question) && !question.mine && question.id > newestSeen).length;
}

/** Offers the item on the stage to participants who cannot see the projector. */
function offer({ stage, questions, me }: State, { place }: Where): ReturnType<Offer> {
  if (stage.kind !== "question") return null;
  if (place === "questions") seenStageKey = stage.key;
  if (seenStageKey === stage.key) return null;
  const question = questions.items.find(({ id }) => String(id) === stage.key);
  return { place: "questions", text: ANSWERED_NOW, detail: question && isolated(beginning(worded(question, me.language).text)) };
}

/** Returns the first line, or as many of its characters as a phone shows in two lines. */
function beginning(text: string) {
  const [line] = text.trim().split("\n");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

/** The announcements when an own question gets a state. */
const STATE_NEWS: Partial<Record<Question["state"], Msg>> = {
  open: msg("Everyone sees your question now"),
  parked: msg("Your question is kept for later"),
  answered: msg("Your question was answered"),
  declined: msg("Your question was not taken up"),
  merged: msg("Your question was joined with one that says the same"),
};

/** Announces that a question is being answered, and the state of own questions; never each new question. */
function questionNews(before: Moment, now: Moment): News {
  const { stage, questions } = now.state;
  const isNew = before.state.stage.kind !== stage.kind || before.state.stage.key !== stage.key;
  const ownNews: News = questions.items.flatMap(({ id, mine, state }) => {
    const stateBefore = before.state.questions.items.find((earlier) => earlier.id === id)?.state;
    const announcement = STATE_NEWS[state];
    return mine && stateBefore && stateBefore !== state && announcement ? [[announcement, {}]] : [];
  });
  return isNew && stage.kind === "question" ? [[ANSWERED_NOW, {}], ...ownNews] : ownNews;
}
