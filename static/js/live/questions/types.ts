/** Defines questions as a screen holds them. Types only. */

import type { QuestionsPart as WireQuestions, QuestionView } from "../../room/engine/wire.ts";

type State = "waiting" | "open" | "parked" | "answered" | "declined" | "merged" | "gone";

/** The fields that are missing while only a change of the question is known. */
type Whole = "text" | "language" | "by" | "votes" | "answer" | "translations";

export type Question = Omit<QuestionView, "state" | Whole> & Required<Pick<QuestionView, Whole>> & { state: State };

export type QuestionsPart = Omit<WireQuestions, "items"> & { items: Question[]; turn?: number };
