// @ts-check
/** What the projector shows: one thing, the one that happened last. No DOM. */

/** @typedef {import("../live/types.js").StepState} StepState */
/**
 * @typedef {object} StagePoll
 * @property {string} poll
 * @property {number | null} slide
 * @property {"draft" | "open" | "closed" | "revealed"} state
 * @property {string | null} [opened_at]
 * @property {string} [first]  the poll of which it is the second round
 *
 * @typedef {object} StageStep
 * @property {number} step
 * @property {StepState} state
 * @property {object | null} [outcome]  what came of it when it was put last
 *
 * @typedef {object} StageView
 * @property {{ state: "planned" | "live" | "ended", slide: number }} room
 * @property {StagePoll[]} polls
 * @property {StageStep[]} steps
 * @property {{ kind: string | null, key: string | null }} [stage]  what a host has brought to it
 *
 * @typedef {{ kind: "poll", poll: string } | { kind: "step", step: number } | { kind: "brought" } | { kind: "slide" }} Focus
 *
 * @typedef {object} Scene
 * @property {"waiting" | "slide" | "poll" | "step" | "brought" | "ended"} kind
 * @property {string | null} poll  the poll that fills the stage
 * @property {number | null} step  the step that fills the stage
 * @property {string | null} beside  an open poll that does not fill it, said in one line
 */

/**
 * Where to look when the stage opens in the middle of a session: at what a host has brought to it,
 * else at the open poll of this slide or of no slide, else at the step that is put to the room, else
 * at this slide's result.
 *
 * @param {StageView} view
 * @returns {Focus}
 */
export function firstFocus(view) {
  if (view.stage?.kind) return { kind: "brought" };
  const open = openPoll(view);
  if (open !== null && (open.slide === null || open.slide === view.room.slide)) return { kind: "poll", poll: open.poll };
  const put = view.steps.find((step) => step.state === "put" || step.state === "closed");
  if (put) return { kind: "step", step: put.step };
  return slideFocus(view);
}

/**
 * Where to look after a change. What happened last wins: a slide that is moved while a poll is open
 * is what the presenter wants to show.
 *
 * @param {StageView} before
 * @param {StageView} after
 * @param {Focus} focus
 * @returns {Focus}
 */
export function nextFocus(before, after, focus) {
  if (after.stage?.kind && isOther(before, after)) return { kind: "brought" };
  const put = after.steps.find((step) => step.state === "put" && stateOfStep(before, step.step) !== "put");
  if (put) return { kind: "step", step: put.step };
  const all = after.polls.filter((poll) => poll.state !== "draft" && stateOfPoll(before, poll.poll) !== poll.state);
  // With a second round its first is shown, too.
  const changed = all.find(({ first }) => first !== undefined) ?? all[0];
  if (changed) return { kind: "poll", poll: changed.poll };
  if (before.room.slide !== after.room.slide) return slideFocus(after);
  if (focus.kind === "brought" && !after.stage?.kind) return slideFocus(after);
  if (focus.kind === "step" && isGone(after, focus.step)) return slideFocus(after);
  return focus;
}

/**
 * @param {StageView} view
 * @param {Focus} focus
 * @returns {Scene}
 */
export function sceneOf(view, focus) {
  const nothing = { poll: null, step: null, beside: null };
  if (view.room.state === "planned") return { ...nothing, kind: "waiting" };
  if (view.room.state === "ended") return { ...nothing, kind: "ended" };
  if (focus.kind === "poll" && stateOfPoll(view, focus.poll) !== null) return { ...nothing, kind: "poll", poll: focus.poll };
  if (focus.kind === "brought" && view.stage?.kind) return { ...nothing, kind: "brought" };
  const beside = openPoll(view)?.poll ?? null;
  if (focus.kind === "step") return { ...nothing, kind: "step", step: focus.step, beside };
  return { ...nothing, kind: "slide", beside };
}

/** @param {StageView} before @param {StageView} after */
function isOther(before, after) {
  return before.stage?.kind !== after.stage?.kind || before.stage?.key !== after.stage?.key;
}

/** A slide whose poll has been asked shows what came of it. @param {StageView} view @returns {Focus} */
function slideFocus(view) {
  const asked = view.polls.filter((poll) => poll.slide === view.room.slide && poll.state !== "draft");
  const here = asked.find(({ first }) => first !== undefined) ?? asked[0];
  return here ? { kind: "poll", poll: here.poll } : { kind: "slide" };
}

/** @param {StageView} view */
function openPoll(view) {
  const open = view.polls.filter((poll) => poll.state === "open");
  return open.sort((a, b) => (b.opened_at ?? "").localeCompare(a.opened_at ?? ""))[0] ?? null;
}

/** @param {StageView} view @param {string} key */
function stateOfPoll(view, key) {
  return view.polls.find((poll) => poll.poll === key)?.state ?? null;
}

/** @param {StageView} view @param {number} number */
function stateOfStep(view, number) {
  return view.steps.find((step) => step.step === number)?.state ?? null;
}

/** What came of a step stays on the stage until the presenter goes on; one taken back or set aside does not. @param {StageView} view @param {number} number */
function isGone(view, number) {
  const step = view.steps.find((each) => each.step === number);
  return !step || step.state === "dropped" || (step.state === "proposed" && !step.outcome);
}
