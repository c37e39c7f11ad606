/** Decides what the projector shows: one thing, the latest. No DOM. */

import type { StepState } from "../../room/engine/types.ts";

export interface StagePoll {
  poll: string;
  slide: number | null;
  state: "draft" | "open" | "closed" | "revealed";
  opened_at?: string | null;
  /** The poll of which it is the second round. */
  first?: string;
}

interface StageStep {
  step: number;
  state: StepState;
  /** The outcome when the step was last put. */
  outcome?: object | null;
}

export interface StageView {
  room: { state: "planned" | "live" | "ended"; slide: number; revealed?: number };
  polls: StagePoll[];
  steps: StageStep[];
  /** The item that a host has brought to the stage. */
  stage?: { kind: string | null; key: string | null };
}

type Focus =
  | { kind: "poll"; poll: string }
  | { kind: "step"; step: number }
  | { kind: "brought" }
  | { kind: "slide" };

export interface Scene {
  kind: "waiting" | "slide" | "poll" | "step" | "brought" | "ended";
  /** The poll that fills the stage. */
  poll: string | null;
  /** The step that fills the stage. */
  step: number | null;
  /** An open poll that does not fill the stage, mentioned in one line. */
  beside: string | null;
}

/**
 * Chooses where to look when the stage opens in the middle of a session: at what a host has brought to it,
 * otherwise at the open poll of this slide or of no slide, otherwise at the step being put, otherwise at this
 * slide's result.
 */
export function firstFocus(view: StageView): Focus {
  if (view.stage?.kind) return { kind: "brought" };
  const openNow = openPoll(view);
  if (openNow !== null && (openNow.slide === null || openNow.slide === view.room.slide)) return { kind: "poll", poll: openNow.poll };
  const openStep = view.steps.find((step) => step.state === "put" || step.state === "closed");
  if (openStep) return { kind: "step", step: openStep.step };
  return slideFocus(view);
}

/**
 * Chooses where to look after a change. The latest change wins: a presenter who moves the slide while a poll is
 * open wants to show the slide.
 */
export function nextFocus(before: StageView, after: StageView, focus: Focus): Focus {
  if (after.stage?.kind && isOther(before, after)) return { kind: "brought" };
  const newStep = after.steps.find((step) => step.state === "put" && stateOfStep(before, step.step) !== "put");
  if (newStep) return { kind: "step", step: newStep.step };
  const changedPolls = after.polls.filter((poll) => poll.state !== "draft" && stateOfPoll(before, poll.poll) !== poll.state);
  // When a second round is shown, its first is revealed, too.
  const changedPoll = changedPolls.find(({ first }) => first !== undefined) ?? changedPolls[0];
  if (changedPoll) return { kind: "poll", poll: changedPoll.poll };
  if (before.room.slide !== after.room.slide || before.room.revealed !== after.room.revealed) return slideFocus(after);
  if (focus.kind === "brought" && !after.stage?.kind) return slideFocus(after);
  if (focus.kind === "step" && isGone(after, focus.step)) return slideFocus(after);
  return focus;
}

export function sceneOf(view: StageView, focus: Focus): Scene {
  const nothing = { poll: null, step: null, beside: null };
  if (view.room.state === "planned") return { ...nothing, kind: "waiting" };
  if (view.room.state === "ended") return { ...nothing, kind: "ended" };
  if (focus.kind === "poll" && stateOfPoll(view, focus.poll) !== null) return { ...nothing, kind: "poll", poll: focus.poll };
  if (focus.kind === "brought" && view.stage?.kind) return { ...nothing, kind: "brought" };
  const openElsewhere = openPoll(view)?.poll ?? null;
  if (focus.kind === "step") return { ...nothing, kind: "step", step: focus.step, beside: openElsewhere };
  return { ...nothing, kind: "slide", beside: openElsewhere };
}

function isOther(before: StageView, after: StageView) {
  return before.stage?.kind !== after.stage?.kind || before.stage?.key !== after.stage?.key;
}

/** Chooses the slide or, if its poll has been asked, the result. */
function slideFocus(view: StageView): Focus {
  const askedPolls = view.polls.filter((poll) => poll.slide === view.room.slide && poll.state !== "draft");
  const shownPoll = askedPolls.find(({ first }) => first !== undefined) ?? askedPolls[0];
  return shownPoll ? { kind: "poll", poll: shownPoll.poll } : { kind: "slide" };
}

function openPoll(view: StageView) {
  const openPolls = view.polls.filter((poll) => poll.state === "open");
  return openPolls.sort((a, b) => (b.opened_at ?? "").localeCompare(a.opened_at ?? ""))[0] ?? null;
}

function stateOfPoll(view: StageView, key: string) {
  return view.polls.find((poll) => poll.poll === key)?.state ?? null;
}

function stateOfStep(view: StageView, number: number) {
  return view.steps.find((step) => step.step === number)?.state ?? null;
}

/**
 * Returns whether the step leaves the stage: a step taken back or set aside does; an outcome stays until the
 * presenter moves on.
 */
function isGone(view: StageView, number: number) {
  const step = view.steps.find((candidate) => candidate.step === number);
  return !step || step.state === "dropped" || (step.state === "proposed" && !step.outcome);
}
