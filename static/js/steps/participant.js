// @ts-check
/** What next steps are in a participant's room: a place, an offer, news. */

import { mountSteps } from "./steps.js";
import { unanswered } from "./list.js";
import { worded } from "./wording.js";

/** @type {Record<string, string>} */
const WORDS = { put: "step.said_put", agreed: "step.said_agreed" };

/** @type {import("../rooms/extras.js").Extra} */
export const steps = {
  mounts: { "steps/steps": mountSteps },
  place: { name: "steps", count: (state) => (unanswered(state) ? 1 : 0) },
  offer: (state, { place }) => (unanswered(state) && place !== "steps" ? { place: "steps", word: "step.offer" } : null),
  teller: stepNews,
};

/** @type {import("../rooms/news.js").Teller} */
function stepNews(before, now, { deck }) {
  return now.state.steps.flatMap((step) => {
    const word = WORDS[step.state];
    const was = before.state.steps.find((other) => other.step === step.step)?.state;
    return word && was !== step.state ? [[word, { text: worded(step, deck).text }]] : [];
  });
}
