/** Names a round of a course in words, as templates/learn/study/round_words.html does. */

import { msg, type Words } from "../../kit/words.ts";
import type { Round } from "./rounds.ts";

/** Says which round it is: in which module, if the course has several. */
export function roundName(round: Round, words: Words) {
  const { partNumber: module, parts, number, count } = round;
  if (parts < 2) return roundNumber(round, words);
  return count > 1 ? words.say("Module {module}, round {round}", { module, round: number }) : words.say("Module {module}", { module });
}

export function roundNumber({ number, count }: Round, words: Words) {
  return words.say("Round {round} of {rounds}", { round: number, rounds: count });
}

/** Returns "" for 0 minutes: the pack of an older server does not say how long it takes. */
export function about(n: number, words: Words) {
  return n ? words.say(msg("about {n} minute", "about {n} minutes"), { n }) : "";
}
