/** The order of questions: by votes, then by time; it does not change while somebody reads. No DOM. */

import type { Question } from "./types.ts";

export function byVotes(one: Question, other: Question) {
  return other.votes - one.votes || one.id - other.id;
}

/** The open question with the most votes that is not on the stage. */
export function nextUp(questions: Question[], { kind, key }: { kind: string | null; key: string | null }) {
  const isUp = ({ id }: Question) => kind === "question" && key === String(id);
  return questions.filter((one) => one.state === "open" && !isUp(one)).sort(byVotes)[0] ?? null;
}

/** Holds the shown order; a new one is offered while somebody reads. */
export function createOrder() {
  let shown: number[] = [];

  return {
    arrange(questions: Question[], isRead: boolean): { questions: Question[]; isStale: boolean } {
      const best = [...questions].sort(byVotes);
      const known = new Map(best.map((question) => [question.id, question]));
      const kept = isRead ? shown.filter((id) => known.has(id)) : [];
      const added = best.filter(({ id }) => !kept.includes(id)).map(({ id }) => id);
      shown = [...kept, ...added];
      const isStale = shown.some((id, at) => id !== best[at]?.id);
      return { questions: shown.flatMap((id) => known.get(id) ?? []), isStale };
    },
    /** The next call returns the present order. */
    renew() {
      shown = [];
    },
  };
}
