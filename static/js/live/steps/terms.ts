/** Explains in plain words how the session agrees, and the arithmetic of an outcome. No DOM. */

import { isolated } from "../../kit/texts.ts";
import { msg, msgIn, type Msg, type Words } from "../../kit/words.ts";
import type { OutcomeView, Rule, TermsView } from "../../room/engine/types.ts";
import type { Verdict } from "../../room/engine/wire.ts";

const RULES: Record<Rule, Msg> = {
  consent: msg("Agreed if somebody agrees and nobody disagrees."),
  majority: msg("Agreed if more than half of those present agree."),
  two_thirds: msg("Agreed if two thirds of those present agree."),
  owners: msg("Agreed if everybody responsible accepts."),
};

const ACCEPTED = msg("{accepted} of {owners} owners accepted");
const OBJECTIONS = msg("Agree: {agree}, of these with a reservation: {reserve}; disagree: {disagree}");
const NEEDED = msg("Agree: {agree}, of these with a reservation: {reserve}; needed: {needed}");
const VERDICTS: Record<Verdict, Msg> = {
  agreed: msgIn("outcome, in a sentence", "agreed"),
  not_agreed: msgIn("outcome, in a sentence", "not agreed"),
  no_quorum: msgIn("outcome, in a sentence", "too few answered, not agreed"),
};

/** The rule and the quorum in one line. */
export function termsLine({ rule, quorum }: TermsView, words: Words) {
  const said = [words.say(RULES[rule])];
  if (quorum === 100) said.push(words.say("All who are present must answer."));
  else if (quorum === 50) said.push(words.say("At least half of those present must answer."));
  else if (quorum) {
    said.push(words.say("At least {share} of those present must answer.", { share: words.percent(quorum) }));
  }
  return said.join(" ");
}

/** The counts, what the rule demands, and the result. */
export function sumOf(outcome: OutcomeView, words: Words) {
  const { answered, present, quorum, counts, needed, owners, owners_accepted, rule, computed } = outcome;
  const part = computed === "no_quorum" ? [] : [
    words.say(rule === "owners" ? ACCEPTED : rule === "consent" ? OBJECTIONS : NEEDED, {
      agree: counts.agree + counts.reserve,
      reserve: counts.reserve,
      disagree: counts.disagree,
      needed,
      owners,
      accepted: owners_accepted,
    }),
  ];
  const turnout = words.say("{answered} of {present} present answered, quorum {quorum}", { answered, present, quorum });
  return `${[turnout, ...part].join(". ")} — ${words.say(VERDICTS[computed])}.`;
}

/**
 * An outcome that a host recorded against the rule, by whom, and why.
 * @returns "" if the rule's outcome stands
 */
export function overruling({ overruled_by, recorded, reason }: OutcomeView, words: Words): string {
  if (overruled_by === null) return "";
  const values = { name: isolated(overruled_by), reason: isolated(reason) };
  return recorded === "agreed"
    ? words.say("Recorded as agreed by {name}. Reason: {reason}", values)
    : words.say("Recorded as not agreed by {name}. Reason: {reason}", values);
}
