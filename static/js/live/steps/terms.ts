/** Explains in plain words how the session agrees, and the arithmetic of an outcome. No DOM. */

import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { OutcomeView, TermsView } from "../../room/engine/types.ts";

export type Say = Words["say"];

/** The rule and the quorum in one line. */
export function termsLine(
  { rule, quorum }: TermsView,
  { say, percent }: { say: Say; percent: (value: number) => string },
) {
  const said = [say(`step.rule_${rule}`)];
  if (quorum === 100) said.push(say("step.quorum_all"));
  else if (quorum === 50) said.push(say("step.quorum_half"));
  else if (quorum) said.push(say("step.quorum_share", { share: percent(quorum) }));
  return said.join(" ");
}

/** The counts, what the rule demands, and the result. */
export function sumOf(outcome: OutcomeView, say: Say) {
  const { answered, present, quorum, counts, needed, owners, owners_accepted, rule, computed } = outcome;
  const part = computed === "no_quorum" ? [] : [
    say(rule === "owners" ? "step.sum_owners" : rule === "consent" ? "step.sum_consent" : "step.sum_needed", {
      agree: counts.agree + counts.reserve,
      reserve: counts.reserve,
      disagree: counts.disagree,
      needed,
      owners,
      accepted: owners_accepted,
    }),
  ];
  const before = [say("step.sum_answered", { answered, present, quorum }), ...part].join(". ");
  return `${before} — ${say(`step.sum_${computed}`)}.`;
}

/**
 * An outcome that a host recorded against the rule, by whom, and why.
 * @returns "" if the rule's outcome stands
 */
export function overruling({ overruled_by, recorded, reason }: OutcomeView, say: Say): string {
  if (overruled_by === null) return "";
  const values = { name: isolated(overruled_by), reason: isolated(reason) };
  return say(recorded === "agreed" ? "step.overruled_agreed" : "step.overruled_not_agreed", values);
}
