/** Orders questions: by votes, then by time; the order does not change while somebody reads. No DOM. */

import type { Question } from "./types.ts";

export function byVotes(a: Question, b: Question) {
  return b.votes - a.votes || a.id - b.id;
}

/** Returns the open question with the most votes that is not on the stage. */
export function nextUp(questions: Question[], { kind, key }: { kind: string | null; key: string | null }) {
  const isUp = ({ id }: Question) => kind === "question" && key === String(id);
  return questions.filter((question) => question.state === "open" && !isUp(question)).sort(byVotes)[0] ?? null;
}

/** Holds the shown order; a new one is offered while somebody reads. */
export function createOrder() {
  let shownIds: number[] = [];

  return {
    arrange(questions: Question[], isRead: boolean): { questions: Question[]; isStale: boolean } {
      const best = [...questions].sort(byVotes);
      const questionsById = new Map(best.map((question) => [question.id, question]));
      const keptIds = isRead ? shownIds.filter((id) => questionsById.has(id)) : [];
      const newIds = best.filter(({ id }) => !keptIds.includes(id)).map(({ id }) => id);
      shownIds = [...keptIds, ...newIds];
      const isStale = shownIds.some((id, index) => id !== best[index]?.id);
      return { questions: shownIds.flatMap((id) => questionsById.get(id) ?? []), isStale };
    },
    /** Makes the next call return the present order. */
    renew() {
      shownIds = [];
    },
  };
}
