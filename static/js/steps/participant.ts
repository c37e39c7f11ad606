// @ts-check
/** What next steps are in a participant's room: a place, an offer, news. */

import { mountSteps } from "./steps.js";
import { asked, isAgreed, unanswered } from "./list.js";
import { worded } from "./wording.js";

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").Snapshot} Snapshot */

/** @type {import("../live/hooks.js").InRoom} */
export const steps = {
  mounts: { "steps/steps": mountSteps },
  place: { name: "steps", count: (state) => (unanswered(state) ? 1 : 0) + asked(state).length },
  offer: (state, { place }) => {
    if (place === "steps") return null;
    const word = unanswered(state) ? "step.offer" : asked(state).length ? "step.offer_asked" : "";
    return word ? { place: "steps", word } : null;
  },
  teller: stepNews,
};

/** @type {import("../rooms/news.js").Teller} */
function stepNews(before, now) {
  return now.state.steps.flatMap((step) => {
    const was = before.state.steps.find((other) => other.step === step.step);
    const { text } = worded(step, now.state.me);
    const said = [newsOf(was, step), isAsked(step, now.state) && !isAsked(was, before.state) ? "step.said_asked" : ""];
    return said.filter(Boolean).map((word) => /** @type {[string, {text: string}]} */ ([word, { text }]));
  });
}

/** @param {StepView | undefined} was @param {StepView} step @returns {string} the key of its words, or "" */
function newsOf(was, step) {
  if (step.state === "put" && was?.state === "put") return was.ballot === step.ballot ? "" : "step.said_reworded";
  if (was?.state === step.state) return "";
  if (step.state === "put") return "step.said_put";
  if (step.state === "closed") return "step.said_closed";
  if (isAgreed(step)) return was && isAgreed(was) ? "" : "step.said_agreed";
  return step.state === "proposed" && step.outcome ? "step.said_not_agreed" : "";
}

/** @param {StepView | undefined} step @param {Snapshot} state */
function isAsked(step, { me }) {
  return step !== undefined && asked({ me, steps: [step] }).length > 0;
}
