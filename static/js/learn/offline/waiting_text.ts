/** Says what waits on this device to be sent. */

import { msg, type Words } from "../../kit/words.ts";

/** @param answers the number of answers that wait; if it is 0, only reading time waits */
export function waitsText(answers: number, words: Words) {
  return words.say(
    answers
      ? msg("{n} answer waits on this phone", "{n} answers wait on this phone")
      : "Reading time waits on this phone.",
    { n: answers },
  );
}
