// @ts-check
/** What has changed between two moments, in words for a screen reader. No DOM. */

/** @typedef {import("../live/types.js").Snapshot} Snapshot */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../lib/words.js").Values} Values */
/** @typedef {{state: Snapshot, connection: string}} Moment */
/** @typedef {Array<[string, Values]>} News keys of words and their values */

/**
 * @param {Moment} before
 * @param {Moment} now
 * @param {{titleOf: (slide: number) => string, questionOf: (poll: string) => string}} texts
 * @returns {News}
 */
export function newsBetween(before, now, texts) {
  return [
    ...connectionNews(before, now),
    ...slideNews(before.state, now.state, texts.titleOf),
    ...pollNews(before.state, now.state, texts.questionOf),
    ...stepNews(before.state, now.state),
  ];
}

/** @param {Moment} before @param {Moment} now @returns {News} */
function connectionNews(before, now) {
  // The first connection is what everyone expects.
  if (before.connection === now.connection || before.connection === "connecting") return [];
  return [[`connection.${now.connection}`, {}]];
}

/**
 * @param {Snapshot} before
 * @param {Snapshot} now
 * @param {(slide: number) => string} titleOf
 * @returns {News}
 */
function slideNews(before, now, titleOf) {
  const { slide } = now.room;
  return before.room.slide === slide ? [] : [["slide.said", { slide: slide + 1, title: titleOf(slide) }]];
}

/** @type {Record<string, string>} */
const POLL_WORDS = { open: "poll.said_open", closed: "poll.said_closed", revealed: "poll.said_revealed" };

/**
 * @param {Snapshot} before
 * @param {Snapshot} now
 * @param {(poll: string) => string} questionOf
 * @returns {News}
 */
function pollNews(before, now, questionOf) {
  return now.polls.flatMap(({ poll, state }) => {
    const word = POLL_WORDS[state];
    const was = before.polls.find((other) => other.poll === poll)?.state;
    return word && was !== state ? [[word, { question: questionOf(poll) }]] : [];
  });
}

/** @type {Record<string, string>} */
const STEP_WORDS = { put: "step.said_put", agreed: "step.said_agreed" };

/** @param {Snapshot} before @param {Snapshot} now @returns {News} */
function stepNews(before, now) {
  return now.steps.flatMap(({ step, state, text }) => {
    const word = STEP_WORDS[state];
    const was = before.steps.find((other) => other.step === step)?.state;
    return word && was !== state ? [[word, { text }]] : [];
  });
}
