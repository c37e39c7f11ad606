/** Next steps in a participant's room: their place, their offer and their news. */

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
    const word = unanswered(state) ? "step.offer" : asked(state).length ? "step.offer_asked" : "";
    return word ? { place: "steps", word } : null;
  },
  teller: stepNews,
};

function stepNews(before: Moment, now: Moment): News {
  return now.state.steps.flatMap((step) => {
    const was = before.state.steps.find((other) => other.step === step.step);
    const { text } = worded(step, now.state.me);
    const said = [newsOf(was, step), isAsked(step, now.state) && !isAsked(was, before.state) ? "step.said_asked" : ""];
    return said.filter(Boolean).map((word) => [word, { text }] as [string, { text: string }]);
  });
}

/** The key of the words, or "". */
function newsOf(was: StepView | undefined, step: StepView): string {
  if (step.state === "put" && was?.state === "put") return was.ballot === step.ballot ? "" : "step.said_reworded";
  if (was?.state === step.state) return "";
  if (step.state === "put") return "step.said_put";
  if (step.state === "closed") return "step.said_closed";
  if (isAgreed(step)) return was && isAgreed(was) ? "" : "step.said_agreed";
  return step.state === "proposed" && step.outcome ? "step.said_not_agreed" : "";
}

function isAsked(step: StepView | undefined, { me }: Snapshot) {
  return step !== undefined && asked({ me, steps: [step] }).length > 0;
}
