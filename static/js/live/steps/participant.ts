/** Adds next steps to a participant's room: their place, their offer and their news. */

import { msg, type Msg } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Snapshot, StepView } from "../../room/engine/types.ts";
import type { Moment, News } from "../../room/rooms/news.ts";
import { mountSteps } from "./steps.ts";
import { isRequestInSight } from "./sight.ts";
import { askedToOwn, isAgreed, isNotAgreed, stepToAnswer } from "./list.ts";
import { worded } from "./wording.ts";

export const steps: InRoom = {
  mounts: { "steps/steps": mountSteps },
  place: { name: "steps", count: (state) => (stepToAnswer(state) ? 1 : 0) + askedToOwn(state).length },
  offer: (state, { place }) => {
    const isScrolledAway = place === "steps";
    if (isScrolledAway && isRequestInSight()) return null;
    if (stepToAnswer(state)) return { place: "steps", text: msg("A next step is put to everyone. Answer"), isScrolledAway };
    return askedToOwn(state).length ? { place: "steps", text: msg("You are asked to take on a next step. Answer"), isScrolledAway } : null;
  },
  teller: stepNews,
};

function stepNews(before: Moment, now: Moment): News {
  return now.state.steps.flatMap((step) => {
    const stepBefore = before.state.steps.find((earlier) => earlier.step === step.step);
    const { text } = worded(step, now.state.me);
    const isNewlyAsked = isAsked(step, now.state) && !isAsked(stepBefore, before.state);
    const messages = [newsOf(stepBefore, step), isNewlyAsked && msg("You are asked to take this on: {text}")];
    return messages.flatMap((news): News => (news ? [[news, { text }]] : []));
  });
}

function newsOf(stepBefore: StepView | undefined, step: StepView): Msg | null {
  if (step.state === "put" && stepBefore?.state === "put") {
    return stepBefore.ballot === step.ballot ? null : msg("The next step has another wording. Answer again: {text}");
  }
  if (stepBefore?.state === step.state) return null;
  if (step.state === "put") return msg("A next step is put to everyone: {text}");
  if (step.state === "closed") return msg("The next step is closed: {text}");
  if (isAgreed(step)) return stepBefore && isAgreed(stepBefore) ? null : msg("Agreed: {text}");
  return isNotAgreed(step) ? msg("Not agreed: {text}") : null;
}

function isAsked(step: StepView | undefined, { me }: Snapshot) {
  return step !== undefined && askedToOwn({ me, steps: [step] }).length > 0;
}
