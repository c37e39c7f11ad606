/** What waits on this device to be sent, in words. */

import { msg, type Words } from "../../kit/words.ts";

/** @param answers how many answers wait; with none of them, reading time does */
export function waitsText(answers: number, words: Words) {
  return words.say(
    answers
      ? msg("{n} answer waits on this phone", "{n} answers wait on this phone")
      : "Reading time waits on this phone.",
    { n: answers },
  );
}
