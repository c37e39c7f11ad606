/**
 * Defines the types that a room's scripts share: the shapes on the wire, as a screen holds them, and those of
 * the deck. Types only.
 */

import type { QuestionsPart } from "../../live/questions/types.ts";
import type { ActView, PartialView, PointerView, PollKind, PollView as WirePoll, Snapshot as WireSnapshot } from "./wire.ts";

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
  Verdict,
  WaitingView,
} from "./wire.ts";

/** The audiences whose broadcasts are numbered. */
export type Audience = "everyone" | "hosts";

/** `used_on` is the slide at which this screen last saw the poll made, opened or closed. */
export type PollView = WirePoll & { used_on?: number };

/** The parts that the page's snapshot may lack. */
type OptionalPart = "marker" | "tests" | "halls" | "floor" | "captions" | "lanes" | "signals" | "slides_hidden" | "timing";

interface ScreenParts {
  /** Participants have no version for `hosts`. */
  said: Partial<Record<Audience, number>>;
  polls: PollView[];
  questions: QuestionsPart;
  /** In no snapshot: they hold only what broadcasts have said since. */
  pointer?: PointerView;
  acts?: ActView;
  /** In no snapshot: what machines have understood since the newest lines, by language. */
  lane_partials?: Record<string, PartialView>;
}

export type Snapshot = Omit<WireSnapshot, OptionalPart | keyof ScreenParts> & Partial<Pick<WireSnapshot, OptionalPart>> & ScreenParts;

export interface DeckStep {
  draft: string;
  text: string;
  owner: string;
  indicator: string;
  /** How many days the step may take, or 0. */
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
  /** Sanitised HTML. */
  html: string;
  /** Sanitised HTML; "" unless the slide is group work. */
  handout: string;
  /** The language of the texts: another one if the wanted one is missing. */
  language: string;
  poll: DeckPoll | null;
  /** The texts of drafts of next steps. */
  steps: DeckStep[];
}

/** `slides` has holes where a part has not arrived yet. */
export type Deck = { language: string; slides: DeckSlide[] };

export type Answer = { ok: boolean; code?: string; retry?: boolean; version?: number };
