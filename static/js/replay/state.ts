// @ts-check
/** What is seen at one moment of a session: its scenes up to then, put together. No DOM. */

/**
 * What webinar/replay/wire.py describes.
 * @typedef {{at: number, title: string, language: string}} Chapter
 * @typedef {{number: number, id: string, title: string, html: string, language: string, study: string}} Slide
 * @typedef {{view: import("../live/types.js").PollView, text: {question: string, labels: Record<string, string>, language: string}}} Poll
 * @typedef {{text: string, language: string, by: string, answer: string, answer_language: string}} Question
 * @typedef {{number: number, text: string, language: string, outcome?: string, counts?: Record<string, number>}} Step
 * @typedef {{group: number, lines: [string, string][]}} Note
 * @typedef {{at: number, kind: string, slide?: number, poll?: string, question?: string, step?: Step, note?: Note}} Scene
 * @typedef {object} Script
 * @property {string} language
 * @property {string} title
 * @property {number} length
 * @property {Chapter[]} chapters
 * @property {import("./clock.js").Pause[]} pauses
 * @property {Scene[]} scenes
 * @property {Record<string, Slide>} slides
 * @property {Record<string, Poll>} polls
 * @property {Record<string, Question>} questions
 * @property {[number, string][]} captions
 */

/**
 * @typedef {object} State
 * @property {number} scenes how many of them have been: the same number is the same state
 * @property {number | null} slide
 * @property {"" | "break" | "groups"} away
 * @property {string} question that is on the stage
 * @property {Note | null} note that is on the stage
 * @property {[string, string][]} polls that are seen now, with their state
 * @property {Step | null} step that was put or decided since the last slide
 * @property {{key: string, answered: boolean}[]} questions so far, the newest first
 * @property {Step[]} steps that were decided so far
 */

/** How many scenes have been by then. @param {Script} script @param {number} time */
export function sceneCount(script, time) {
  let low = 0;
  let high = script.scenes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {Scene} */ (script.scenes[middle]).at <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Script} script @param {number} count of scenes @returns {State} */
export function stateAfter(script, count) {
  /** @type {State} */
  const state = { scenes: count, slide: null, away: "", question: "", note: null, polls: [], step: null, questions: [], steps: [] };
  /** @type {Map<string, string>} */
  const polls = new Map();
  /** @type {Set<string>} those that something happened to since the last slide */
  let fresh = new Set();
  for (const scene of script.scenes.slice(0, count)) {
    const { kind, question = "", poll, step } = scene;
    if (kind === "slide") {
      state.slide = scene.slide ?? null;
      state.step = null;
      fresh = new Set();
    } else if (kind === "break" || kind === "groups") state.away = kind;
    else if (kind === "back" || kind === "together") state.away = "";
    else if (kind === "stage") {
      state.question = question;
      state.note = scene.note ?? null;
    } else if (poll !== undefined) {
      polls.set(poll, kind);
      fresh.add(poll);
    } else if (kind === "asked") state.questions.unshift({ key: question, answered: false });
    else if (kind === "answered") {
      state.questions = state.questions.map((one) => (one.key === question ? { ...one, answered: true } : one));
    } else if (step) {
      state.step = step;
      if (kind === "decided") state.steps = [...state.steps.filter(({ number }) => number !== step.number), step];
    }
  }
  // A second round stands with the first, and takes its place.
  const replaced = new Set([...polls.keys()].map((key) => script.polls[key]?.view.first));
  state.polls = [...polls].filter(([key, now]) => {
    const slide = script.polls[key]?.view.slide;
    return !replaced.has(key) && ((slide !== null && slide === state.slide) || now === "opened" || fresh.has(key));
  });
  return state;
}

/** The number of the chapter at that time. @param {Script} script @param {number} time */
export function chapterAt(script, time) {
  let found = 0;
  script.chapters.forEach((chapter, index) => {
    if (chapter.at <= time) found = index;
  });
  return found;
}

// Captions are seen as long as it takes to read two lines.
const CAPTION = 8000;

/** The lines that are seen at that time. @param {Script} script @param {number} time */
export function captionsAt(script, time) {
  return script.captions.filter(([at]) => at <= time && time < at + CAPTION).slice(-2);
}
