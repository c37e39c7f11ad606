/** Next steps in a participant's room: their place, their offer and their news. */

import { msg, type Msg } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Snapshot, StepView } from "../../room/engine/types.ts";
import type { Moment, News } from "../../room/rooms/news.ts";
import { mountSteps } from "./steps.ts";
import { asked, isAgreed, unanswered } from "./list.ts";
import { worded } from "./wording.ts";

export const steps: InRoom = {
  mounts: { "steps/steps": mountSteps },
  place: { name: "steps", count: (state) => (unanswered(state) ? 1 : 0) + asked(state).length },
  offer: (state, { place }) => {
    if (place === "steps") return null;
    if (unanswered(state)) return { place: "steps", word: msg("A next step is put to everyone. Answer") };
    return asked(state).length ? { place: "steps", word: msg("You are asked to take on a next step. Answer") } : null;
  },
  teller: stepNews,
};

function stepNews(before: Moment, now: Moment): News {
  return now.state.steps.flatMap((step) => {
    const was = before.state.steps.find((other) => other.step === step.step);
    const { text } = worded(step, now.state.me);
    const isNewlyAsked = isAsked(step, now.state) && !isAsked(was, before.state);
    const said = [newsOf(was, step), isNewlyAsked && msg("You are asked to take this on: {text}")];
    return said.flatMap((news): News => (news ? [[news, { text }]] : []));
  });
}

function newsOf(was: StepView | undefined, step: StepView): Msg | null {
  if (step.state === "put" && was?.state === "put") {
    return was.ballot === step.ballot ? null : msg("The next step has another wording. Answer again: {text}");
  }
  if (was?.state === step.state) return null;
  if (step.state === "put") return msg("A next step is put to everyone: {text}");
  if (step.state === "closed") return msg("The next step is closed: {text}");
  if (isAgreed(step)) return was && isAgreed(was) ? null : msg("Agreed: {text}");
  return step.state === "proposed" && step.outcome ? msg("Not agreed: {text}") : null;
}

function isAsked(step: StepView | undefined, { me }: Snapshot) {
  return step !== undefined && asked({ me, steps: [step] }).length > 0;
}
