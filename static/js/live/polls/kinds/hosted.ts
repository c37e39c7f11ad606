/** What the console, the stage and packages need of a kind of poll. Phones do not load it. Types only. */

import type { Msg } from "../../../kit/words.ts";

/** A type of interaction of SCORM 2004 and cmi5. Only packages for other systems need it. */
export type Interaction =
  | "choice"
  | "likert"
  | "long-fill-in"
  | "matching"
  | "numeric"
  | "other"
  | "sequencing"
  | "true-false";

export interface Hosted {
  /** The name of the kind on the console. */
  name: Msg;
  /** Tells the hall how to answer; `n` are the points to share out. */
  onStage: Msg;
  /**
   * What hosts show and hide: texts or words of a cloud, which are the whole answer, so that there is no second
   * round; or reasons for choices.
   */
  moderated?: "texts" | "words" | "reasons";
  /** Whether a tally counts points and not people. */
  countsPoints?: true;
  /** How a poll of the kind is made during the session; without it, only slides have such polls. */
  making?: Making;
}

export interface Making {
  /** The label of each option's field; without it, the kind has no options. */
  option?: Msg;
  /** What a quiz of this kind has as its right answer; without it, the kind cannot be a quiz. */
  right?: "option" | "options" | "number";
  /** The labels to begin with, if the kind prescribes its options. */
  labels?: readonly Msg[];
  /** Whether there are points to share out. */
  hasPoints?: true;
}
