// @ts-check
/** The pages of a course: complete without this, which counts time and saves reloading. */

import { offerMeanings } from "../glossary/terms.js";
import { attempt, attemptAll } from "../lib/attempt.js";
import { pageWords, tameMenus } from "../lib/dom.js";
import { newId } from "../lib/id.js";
import { shelf } from "../lib/storage.js";
import { pageOf } from "../lib/trusted.js";
import { keepChoices } from "../study/choices.js";
import { createDeeds } from "../study/deeds.js";
import { dropDrafts, keepDrafts } from "../study/drafts.js";
import { moveByLinks } from "../study/moves.js";
import { answerHere } from "../study/question.js";
import { countTime, sayRead } from "../study/time.js";
import { sayTold } from "../study/told.js";

const { shelf: name, deeds: address = "", edition = "", slide = "", drop: script = "" } = document.body.dataset;
const words = pageWords();

attemptAll(tameMenus, offerMeanings);
if (name) attempt(() => study(name));
else attempt(() => moveByLinks(async () => true));

/** @param {string} name of this learner in this course */
function study(name) {
  const kept = shelf("localStorage");
  const token = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrf_token]"))?.value ?? "";
  const chosen = `${name}.${slide}.chosen`;
  let renew = async () => {};
  /** @type {import("../study/queue.js").Queue | undefined} */
  let queue;
  /** @type {import("../study/cut.js").Cut | undefined} */
  let cut;
  const deeds = createDeeds(kept, {
    name,
    edition,
    address,
    token,
    tab: newId(),
    told(answer, isRefused) {
      sayTold();
      cut?.offer();
      if (answer) queue?.told(answer, isRefused);
    },
  });
  const tell = slide ? countTime(deeds, words) : deeds.send;
  const place = document.getElementById("question");
  if (place) {
    attemptAll(
      () => keepChoices(place, kept, chosen),
      () => keepDrafts(place, kept, name, words),
    );
    const keeper = {
      hold: (/** @type {FormData} */ fields) => queue?.hold(fields) ?? "",
      drop: deeds.drop,
      failed: () => cut?.say(),
    };
    renew = answerHere(place, words, keeper, (saved) => {
      if (saved) {
        sayRead(words);
        kept.removeItem(chosen);
        dropDrafts(saved, kept, name);
      }
      keepDrafts(place, kept, name, words);
    });
  }
  attemptAll(
    () => offerLeaving(deeds),
    () => moveByLinks(tell, deeds, () => cut),
  );
  addEventListener("online", send);
  void import(script).then(haveDrop, () => {}).finally(send);

  async function send() {
    await deeds.send();
    if (deeds.isCut()) cut?.say();
    else cut?.offer();
  }

  /** @param {typeof import("./drop.js")} found */
  function haveDrop({ createCut, createQueue, followProgress }) {
    followProgress(pageOf);
    queue = createQueue({ deeds, words, shelf: kept, name, slide, renew });
    cut = createCut(deeds, words, kept, `${name}.cut`);
    queue.show();
  }
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
