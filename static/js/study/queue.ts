// @ts-check
/** Answers that wait on this device for the server: given on a slide's page, shown there until they are told. */

import { newId } from "../lib/id.js";
import { answerIn } from "./answers.js";
import { dropGiven } from "./given.js";

/** @typedef {import("../player/types.js").Answered} Answered */

/**
 * @param {object} needs
 * @param {import("./deeds.js").Deeds} needs.deeds
 * @param {import("../lib/words.js").Words} needs.words
 * @param {import("../lib/storage.js").Shelf} needs.shelf
 * @param {string} needs.name of this learner in this course
 * @param {string} needs.slide that is shown, or ""
 * @param {() => Promise<void>} needs.renew draws its question anew
 */
export function createQueue({ deeds, words, shelf, name, slide, renew }) {
  const refusedKey = (/** @type {string} */ item) => `${name}.${item}.refused`;

  /** What became of an answer to this slide, where the question does not show it. */
  function show() {
    const said = document.querySelector("#question form[data-answer] .study-said");
    if (!said) return;
    if (shelf.getItem(refusedKey(slide))) said.textContent = words.say("study.refused");
    else if (deeds.answers().some(({ item }) => item === slide)) said.textContent = words.say("study.queued");
    shelf.removeItem(refusedKey(slide));
  }

  return {
    show,
    /** @param {FormData} fields @returns {string} the key under which it is told; "" if it is not kept */
    hold(fields) {
      const answer = answerIn(fields);
      const { lang } = document.documentElement;
      return answer ? deeds.answer({ type: "answered", key: newId(), item: slide, at: Date.now(), language: lang, answer }) : "";
    },
    /** The server has it, or will never take it. @param {Answered} answered @param {boolean} isRefused */
    told(answered, isRefused) {
      const { item } = answered;
      if (isRefused) shelf.setItem(refusedKey(item), "1");
      else dropGiven(shelf, name, answered);
      if (item !== slide) return;
      if (isRefused) show();
      else void renew();
    },
  };
}

/** @typedef {ReturnType<typeof createQueue>} Queue */
