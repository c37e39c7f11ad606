// @ts-check
/** The pages of a course: complete without this, which counts time and saves reloading. */

import { offerCopies } from "../desk/copy.js";
import { offerMeanings } from "../glossary/terms.js";
import { attempt, attemptAll } from "../lib/attempt.js";
import { pageWords, tameMenus } from "../lib/dom.js";
import { newId } from "../lib/id.js";
import { shelf } from "../lib/storage.js";
import { keepChoices } from "../study/choices.js";
import { createDeeds } from "../study/deeds.js";
import { followProgress } from "../study/drawn.js";
import { dropDrafts, keepDrafts } from "../study/drafts.js";
import { moveByLinks } from "../study/moves.js";
import { answerHere } from "../study/question.js";
import { countTime } from "../study/time.js";
import { sayTold } from "../study/told.js";

const { shelf: name, deeds: address = "", edition = "", slide } = document.body.dataset;
const words = pageWords();

attemptAll(tameMenus, offerMeanings, () => offerCopies(document));
const tell = name && attempt(() => study(name));
attempt(() => moveByLinks(tell || (async () => true)));

/**
 * @param {string} name of this learner in this course
 * @returns {() => Promise<boolean>} tells what there is to tell
 */
function study(name) {
  const kept = shelf("localStorage");
  const token = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrf_token]"))?.value ?? "";
  const deeds = createDeeds(kept, { name, edition, address, token, tab: newId(), told: sayTold });
  attempt(followProgress);
  void deeds.send();
  addEventListener("online", () => void deeds.send());
  const tell = slide ? countTime(deeds, words) : deeds.send;
  const place = document.getElementById("question");
  if (place) {
    attemptAll(
      () => keepChoices(place, shelf("sessionStorage"), `${name}.${slide}`),
      () => keepDrafts(place, kept, name, words),
      () =>
        answerHere(place, words, (saved) => {
          if (saved) dropDrafts(saved, kept, name);
          keepDrafts(place, kept, name, words);
        }),
    );
  }
  attempt(() => offerLeaving(deeds));
  return tell;
}

/** Whoever leaves takes everything along. @param {import("../study/deeds.js").Deeds} deeds */
function offerLeaving(deeds) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-leave]"));
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.leave === "forget" || (await deeds.send())) deeds.forget();
    form.submit();
  });
}
