/** Chooses the message to participants about their own vote, and the state of the button. No DOM. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Entry } from "../../room/engine/kept_commands.ts";
import type { Room } from "../../room/engine/room.ts";
import type { PollView } from "../../room/engine/types.ts";
import { choiceOf, countedChoice, isSame, kindOf, wrongWith } from "./kinds.ts";
import { isAbstaining } from "./kinds/kind.ts";

interface StatusMessage {
  /** The message to show, or "". */
  word: Msg | "";
  /** The choice that the message names. */
  counted?: readonly string[];
  /** The code of a refusal to show instead. */
  refusal?: string;
  tone: "good" | "wait" | "stop" | "";
}

export interface VoteStatus extends StatusMessage {
  button: "vote" | "change" | "";
  /** Whether there is something to send. */
  enabled: boolean;
}

/**
 * @param choice the choice on this screen, whether sent or not
 * @param room its `leftOver` is the choice that had not been counted when the poll closed
 */
export function voteStatus(
  poll: PollView,
  choice: readonly string[],
  room: Pick<Room, "connection" | "waiting" | "refusals"> & { mayVote: boolean; leftOver: readonly string[] },
): VoteStatus {
  if (poll.state !== "open") return { ...messageWhenNotOpen(poll, room), button: "", enabled: false };
  if (!room.mayVote) return { word: msg("Only participants vote"), tone: "", button: "", enabled: false };
  if (poll.anonymous && poll.mine) {
    return { word: msg("Counted. Nobody can see what you chose."), tone: "good", button: "", enabled: false };
  }
  const waiting = newestVote(room.waiting, poll.poll);
  const castChoice = waiting ? choiceOf(poll, waiting.fields) : countedChoice(poll);
  const wrong = wrongWith(poll, choice);
  // A vote can be changed, but not withdrawn. Before the first vote, an empty form is no mistake.
  if (wrong && (castChoice || wrong !== "no_choice")) {
    return { word: "", refusal: wrong, tone: "stop", button: castChoice ? "change" : "vote", enabled: false };
  }
  const isNew = !wrong && !(castChoice && isSame(poll, choice, castChoice));
  return { ...messageWhileOpen(poll, choice, room, waiting, isNew), button: buttonFor(castChoice, isNew), enabled: isNew };
}

/** A participant who has voted sees a button again only when there is a change to send. */
function buttonFor(castChoice: readonly string[] | null, isNew: boolean): VoteStatus["button"] {
  if (!castChoice) return "vote";
  return isNew ? "change" : "";
}

function messageWhileOpen(
  poll: PollView,
  choice: readonly string[],
  room: Pick<Room, "connection" | "refusals">,
  waiting: Entry | undefined,
  isNew: boolean,
): StatusMessage {
  if (waiting && !isNew) return onItsWay(room.connection);
  const refusal = refusalOf(room.refusals, poll.poll);
  if (refusal && isNew && isSame(poll, choice, choiceOf(poll, refusal.fields))) {
    return { word: "", refusal: refusal.code, tone: "stop" };
  }
  if (isNew && (waiting || poll.mine)) return { word: msg("Changed, not sent yet"), tone: "" };
  return poll.mine ? { word: countedWord(poll, choice), tone: "good" } : { word: "", tone: "" };
}

function countedWord(poll: PollView, choice: readonly string[]) {
  const word = isAbstaining(choice) ? undefined : kindOf(poll).counted?.(poll);
  return word ?? msg("Counted. You may change it until it closes.");
}

function messageWhenNotOpen(
  poll: PollView,
  {
    connection,
    waiting,
    refusals,
    mayVote,
    leftOver,
  }: Pick<Room, "connection" | "waiting" | "refusals"> & { mayVote: boolean; leftOver: readonly string[] },
): StatusMessage {
  if (poll.state === "draft") return { word: msg("The presenter has not opened this poll yet"), tone: "" };
  if (poll.state === "revealed" && !leftOver.length) return { word: "", tone: "" };
  if (!mayVote) return { word: msg("Poll closed"), tone: "" };
  if (newestVote(waiting, poll.poll)) return onItsWay(connection);
  if (poll.mine && leftOver.length) {
    const word = msg("Poll closed. Counted: {answer}. Your later change was not sent in time.");
    return { word, counted: countedChoice(poll) ?? [], tone: "stop" };
  }
  if (poll.mine) return { word: msg("Poll closed. Your answer is counted."), tone: "good" };
  if (refusalOf(refusals, poll.poll)) return { word: msg("Poll closed before your answer arrived"), tone: "" };
  if (leftOver.length) return { word: msg("Poll closed. Your choice was not sent."), tone: "stop" };
  return { word: msg("Poll closed. You did not answer."), tone: "" };
}

function onItsWay(connection: Room["connection"]): StatusMessage {
  const word = connection === "connected" ? msg("Sending…") : msg("Kept on this device, will be sent");
  return { word, tone: "wait" };
}

function newestVote(waiting: Room["waiting"], poll: string) {
  return waiting.filter(({ command, fields }) => command === "poll.vote" && fields.poll === poll).pop();
}

function refusalOf(refusals: Room["refusals"], poll: string) {
  return refusals.find(({ command, fields }) => command === "poll.vote" && fields.poll === poll);
}
