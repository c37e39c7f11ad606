/** Words the changes between two states for a screen reader. No DOM. */

import { attempt } from "../../kit/attempt.ts";
import { pickText } from "../../kit/texts.ts";
import { msg, type Msg, type Values } from "../../kit/words.ts";
import type { Connection } from "../engine/room.ts";
import type { Deck, PollView, Snapshot } from "../engine/types.ts";
import { CONNECTION } from "./connection.ts";

export type Moment = { state: Snapshot; connection: Connection };

export interface Texts {
  titleOf: (slide: number) => string;
  questionOf: (poll: string) => string;
  deck: Deck | null;
  /** Whether the poll's card is in sight: it tells its reader itself what closing the poll means. */
  speaks: (poll: PollView) => boolean;
}

/** Texts with their values. */
export type News = Array<[Msg, Values]>;

export type Teller = (before: Moment, now: Moment, texts: Texts) => News;

export function newsBetween(tellers: readonly Teller[], before: Moment, now: Moment, texts: Texts): News {
  return tellers.flatMap((teller) => attempt(() => teller(before, now, texts)) ?? []);
}

export function connectionNews(before: Moment, now: Moment): News {
  // Everyone expects the first connection.
  if (before.connection === now.connection || before.connection === "connecting") return [];
  return [[CONNECTION[now.connection], {}]];
}

export function slideNews(before: Moment, now: Moment, { titleOf }: Texts): News {
  const { slide } = now.state.room;
  if (before.state.room.slide === slide) return [];
  return [[msg("Slide {slide}: {title}"), { slide: slide + 1, title: titleOf(slide) }]];
}

const POLL_NEWS: Partial<Record<PollView["state"], Msg>> = {
  open: msg("A poll is open: {question}"),
  closed: msg("Poll closed"),
  revealed: msg("The results are shown"),
};

export function pollNews(before: Moment, now: Moment, { questionOf, speaks }: Texts): News {
  const { polls, me } = now.state;
  return polls.flatMap((view) => {
    const { poll, first, state, texts } = view;
    const text = POLL_NEWS[state];
    const stateBefore = before.state.polls.find((earlier) => earlier.poll === poll)?.state;
    if (!text || stateBefore === state || (state === "closed" && speaks(view))) return [];
    // A poll that was made during the session is on no slide.
    return [[text, { question: pickText(texts, me.language)?.text.question ?? questionOf(first ?? poll) }]];
  });
}
