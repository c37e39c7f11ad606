/** Puts together the state of a session at one moment, from its scenes up to then. No DOM. */

import type { PollView, StepAnswer, Verdict } from "../../room/engine/types.ts";
import type { Pause } from "./clock.ts";

type Chapter = { at: number; title: string; language: string };

type Slide = { number: number; id: string; title: string; html: string; language: string; study: string };
export type Poll = { view: PollView; text: { question: string; labels: Record<string, string>; language: string } };
type Question = { text: string; language: string; by: string; answer: string; answer_language: string };

export type Step = {
  number: number;
  text: string;
  language: string;
  outcome?: Verdict;
  counts?: Record<StepAnswer, number>;
};

type Note = { group: number; lines: [string, string][] };

export type Scene = {
  at: number;
  kind: string;
  slide?: number;
  poll?: string;
  question?: string;
  step?: Step;
  note?: Note;
};

/** The script of a replay, as webinar/results/replay/wire.py describes it. */
export interface Script {
  language: string;
  title: string;
  length: number;
  chapters: Chapter[];
  pauses: Pause[];
  scenes: Scene[];
  slides: Record<string, Slide>;
  polls: Record<string, Poll>;
  questions: Record<string, Question>;
  /** The languages in which there are captions. */
  captions: string[];
  /** The channels that were recorded. */
  sound: string[];
}

export interface State {
  /** The number of scenes so far: the same number is the same state. */
  scenes: number;
  slide: number | null;
  away: "" | "break" | "groups";
  /** The question on the stage. */
  question: string;
  /** The note on the stage. */
  note: Note | null;
  /** The polls in view, with their state. */
  polls: [string, string][];
  /** The step that was put or decided since the last slide. */
  step: Step | null;
  /** The questions so far, the newest first. */
  questions: { key: string; answered: boolean }[];
  /** The steps that were decided so far. */
  steps: Step[];
}

/** Returns how many scenes there were by then. */
export function sceneCount(script: Script, timeMs: number) {
  let low = 0;
  let high = script.scenes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((script.scenes[middle] as Scene).at <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the state after the first `count` scenes. */
export function stateAfter(script: Script, count: number): State {
  const state: State = {
    scenes: count,
    slide: null,
    away: "",
    question: "",
    note: null,
    polls: [],
    step: null,
    questions: [],
    steps: [],
  };
  const polls = new Map<string, string>();
  /** The polls that changed since the last slide. */
  let changedPolls = new Set<string>();
  for (const scene of script.scenes.slice(0, count)) {
    const { kind, question = "", poll, step } = scene;
    if (kind === "slide") {
      state.slide = scene.slide ?? null;
      state.step = null;
      changedPolls = new Set();
    } else if (kind === "break" || kind === "groups") state.away = kind;
    else if (kind === "back" || kind === "together") state.away = "";
    else if (kind === "stage") {
      state.question = question;
      state.note = scene.note ?? null;
    } else if (poll !== undefined) {
      polls.set(poll, kind);
      changedPolls.add(poll);
    } else if (kind === "asked") state.questions.unshift({ key: question, answered: false });
    else if (kind === "answered") {
      state.questions = state.questions.map((entry) => (entry.key === question ? { ...entry, answered: true } : entry));
    } else if (step) {
      state.step = step;
      if (kind === "decided") state.steps = [...state.steps.filter(({ number }) => number !== step.number), step];
    }
  }
  // The second round of a poll replaces the first.
  const replaced = new Set([...polls.keys()].map((key) => script.polls[key]?.view.first));
  state.polls = [...polls].filter(([key, pollState]) => {
    const slide = script.polls[key]?.view.slide;
    return !replaced.has(key) && ((slide !== null && slide === state.slide) || pollState === "opened" || changedPolls.has(key));
  });
  return state;
}

/** Returns the number of the chapter at that time. */
export function chapterAt(script: Script, timeMs: number) {
  let current = 0;
  script.chapters.forEach((chapter, index) => {
    if (chapter.at <= timeMs) current = index;
  });
  return current;
}
