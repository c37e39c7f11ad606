// @ts-check
/** What a participant is told about their own vote, and whether they may press the button. No DOM. */

import { choiceOf, countedChoice, isAbstaining, isSame, kindOf, wrongWith } from "./kinds.js";

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/room.js").Room} Room */
/**
 * `word` is the key of the words to show ("" for none), `counted` the choice that they name,
 * `refusal` a code to word instead.
 * @typedef {{word: string, counted?: readonly string[], refusal?: string, tone: "good" | "wait" | "stop" | ""}} Said
 *
 * `button` says which one is there, `enabled` whether there is something to send.
 * @typedef {Said & {button: "vote" | "change" | "", enabled: boolean}} VoteStatus
 */

/**
 * @param {PollView} poll
 * @param {readonly string[]} choice what is chosen on this screen
 * @param {Pick<Room, "connection" | "waiting" | "refusals"> & {mayVote: boolean, leftOver: readonly string[]}} room
 *   `leftOver` is what was chosen and had not counted when the poll closed
 * @returns {VoteStatus}
 */
export function voteStatus(poll, choice, room) {
  if (poll.state !== "open") return { ...settled(poll, room), button: "", enabled: false };
  if (!room.mayVote) return { word: "poll.only_participants", tone: "", button: "", enabled: false };
  if (poll.anonymous && poll.mine) return { word: "poll.anonymous_counted", tone: "good", button: "", enabled: false };
  const waiting = newestVote(room.waiting, poll.poll);
  const told = waiting ? choiceOf(poll, waiting.fields) : countedChoice(poll);
  const wrong = wrongWith(poll, choice);
  // A vote can be changed, not taken back. Before the first one, an empty form is no mistake.
  if (wrong && (told || wrong !== "no_choice")) {
    return { word: "", refusal: wrong, tone: "stop", button: told ? "change" : "vote", enabled: false };
  }
  const isNew = !wrong && !(told && isSame(poll, choice, told));
  return { ...progress(poll, choice, room, waiting, isNew), button: buttonFor(told, isNew), enabled: isNew };
}

/** Whoever has voted sees a button again only when there is a change to send.
 * @param {readonly string[] | null} told @param {boolean} isNew @returns {VoteStatus["button"]} */
function buttonFor(told, isNew) {
  if (!told) return "vote";
  return isNew ? "change" : "";
}

/**
 * @param {PollView} poll
 * @param {readonly string[]} choice
 * @param {Pick<Room, "connection" | "refusals">} room
 * @param {import("../live/keep.js").Entry | undefined} waiting
 * @param {boolean} isNew
 * @returns {Said}
 */
function progress(poll, choice, room, waiting, isNew) {
  if (waiting && !isNew) return onItsWay(room.connection);
  const refusal = refusalOf(room.refusals, poll.poll);
  if (refusal && isNew && isSame(poll, choice, choiceOf(poll, refusal.fields))) {
    return { word: "", refusal: refusal.code, tone: "stop" };
  }
  if (isNew && (waiting || poll.mine)) return { word: "poll.not_sent", tone: "" };
  return poll.mine ? { word: countedWord(poll, choice), tone: "good" } : { word: "", tone: "" };
}

/** @param {PollView} poll @param {readonly string[]} choice */
function countedWord(poll, choice) {
  const { counted } = kindOf(poll);
  return counted && !isAbstaining(choice) ? counted(poll) : "poll.counted";
}

/**
 * @param {PollView} poll
 * @param {Pick<Room, "connection" | "waiting" | "refusals"> & {mayVote: boolean, leftOver: readonly string[]}} room
 * @returns {Said}
 */
function settled(poll, { connection, waiting, refusals, mayVote, leftOver }) {
  if (poll.state === "draft") return { word: "poll.not_open", tone: "" };
  if (poll.state === "revealed" && !leftOver.length) return { word: "", tone: "" };
  if (!mayVote) return { word: "poll.closed", tone: "" };
  if (newestVote(waiting, poll.poll)) return onItsWay(connection);
  if (poll.mine && leftOver.length) return { word: "poll.closed_changed", counted: countedChoice(poll) ?? [], tone: "stop" };
  if (poll.mine) return { word: "poll.closed_counted", tone: "good" };
  if (refusalOf(refusals, poll.poll)) return { word: "poll.too_late", tone: "" };
  return leftOver.length ? { word: "poll.closed_unsent", tone: "stop" } : { word: "poll.closed_silent", tone: "" };
}

/** @param {Room["connection"]} connection @returns {Said} */
function onItsWay(connection) {
  return { word: connection === "connected" ? "poll.sending" : "poll.kept", tone: "wait" };
}

/** @param {Room["waiting"]} waiting @param {string} poll */
function newestVote(waiting, poll) {
  return waiting.filter(({ command, fields }) => command === "poll.vote" && fields.poll === poll).pop();
}

/** @param {Room["refusals"]} refusals @param {string} poll */
function refusalOf(refusals, poll) {
  return refusals.find(({ command, fields }) => command === "poll.vote" && fields.poll === poll);
}
