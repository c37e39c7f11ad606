/** What a room's scripts share: the shapes on the wire, as a screen holds them, and those of the deck. Types only. */

import type { QuestionsPart } from "../../live/questions/types.ts";
import type { PointerView, PollKind, PollView as SaidPoll, Snapshot as WholeSnapshot } from "./wire.ts";

export type {
  Answer as StepAnswer,
  CloudWord,
  Counts,
  Figures,
  HallView,
  LaneView,
  LanguageResult,
  OutcomeView,
  OwnerView,
  PeopleView,
  PersonView as Person,
  PlanPart,
  PlanView,
  PollAnswer,
  PollKind,
  Reply,
  Rule,
  StepState,
  StepView,
  TermsView,
  TestView,
  WaitingView,
} from "./wire.ts";

/** those whose broadcasts are numbered */
export type Audience = "everyone" | "hosts";

/** `used_on`: the slide at which this screen saw it made, opened or closed last */
export type PollView = SaidPoll & { used_on?: number };

/** what the page brings no picture of */
type Later = "tests" | "halls" | "floor" | "captions" | "lanes" | "signals" | "timing";

interface Held {
  /** hosts' only for hosts */
  said: Partial<Record<Audience, number>>;
  polls: PollView[];
  questions: QuestionsPart;
  /** in no snapshot: only what was said since */
  pointer?: PointerView;
}

export type Snapshot = Omit<WholeSnapshot, Later | keyof Held> & Partial<Pick<WholeSnapshot, Later>> & Held;

export interface DeckStep {
  draft: string;
  text: string;
  owner: string;
  indicator: string;
  /** how long it may take, or 0 */
  days: number;
  language: string;
}

export interface DeckPoll {
  poll: string;
  kind: PollKind;
  quiz: boolean;
  question: string;
  language: string;
  labels: Record<string, string>;
  anonymous?: true;
}

export interface DeckSlide {
  id: string;
  title: string;
  /** sanitised */
  html: string;
  /** sanitised, "" unless it is group work */
  handout: string;
  /** the one that was found */
  language: string;
  poll: DeckPoll | null;
  /** words of drafts of next steps */
  steps: DeckStep[];
}

/** with holes where a part has not come yet */
export type Deck = { language: string; slides: DeckSlide[] };

export type Answer = { ok: boolean; code?: string; retry?: boolean; version?: number };
