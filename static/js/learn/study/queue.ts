/**
 * Keeps answers on this device until they are sent: they are given on a slide's page, and shown there while
 * they wait.
 */

import { newId } from "../../kit/id.ts";
import type { Shelf } from "../../kit/storage.ts";
import type { Words } from "../../kit/words.ts";
import type { Answered } from "../player/types.ts";
import { answerIn } from "./answers.ts";
import type { Deeds } from "./deeds.ts";
import { dropKeptInput } from "./kept_input.ts";

export function createQueue({
  deeds,
  words,
  shelf,
  name,
  slide,
  renew,
}: {
  deeds: Deeds;
  words: Words;
  shelf: Shelf;
  /** Names this learner in this course. */
  name: string;
  /** The slide in view, or "". */
  slide: string;
  /** Redraws its question. */
  renew: () => Promise<void>;
}) {
  const refusedKey = (item: string) => `${name}.${item}.refused`;

  /** Shows the result of an answer to this slide, if the question does not show it. */
  function show() {
    const status = document.querySelector("#question form[data-answer] .study-said");
    if (!status) return;
    if (shelf.getItem(refusedKey(slide))) {
      status.textContent = words.say("Your answer was not accepted. Look at it, and send it again.");
    } else if (deeds.answers().some(({ item }) => item === slide)) {
      status.textContent = words.say("Kept on this device. It is sent once there is a connection.");
    }
    shelf.removeItem(refusedKey(slide));
  }

  return {
    show,
    /** @returns the key under which it is sent; "" if it is not kept */
    hold(fields: FormData): string {
      const answer = answerIn(fields);
      const { lang } = document.documentElement;
      return answer ? deeds.answer({ type: "answered", key: newId(), item: slide, at: Date.now(), language: lang, answer }) : "";
    },
    /** Settles an answer that the server has accepted, or has refused for good. */
    settle(answered: Answered, isRefused: boolean) {
      const { item } = answered;
      if (isRefused) shelf.setItem(refusedKey(item), "1");
      else dropKeptInput(shelf, name, answered);
      if (item !== slide) return;
      if (isRefused) show();
      else void renew();
    },
  };
}

export type Queue = ReturnType<typeof createQueue>;
