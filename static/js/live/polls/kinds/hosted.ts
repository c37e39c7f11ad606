/** What only the console and the stage need of a kind of poll. Phones do not load it. Types only. */

import type { Msg } from "../../../kit/words.ts";

export interface Hosted {
  /** The name of the kind on the console. */
  name: Msg;
  /** Tells the hall how to answer, if the stage shows no options. */
  onStage?: Msg;
  /** What hosts show and hide: single texts, or words of a cloud. Such a poll has no second round. */
  moderated?: "texts" | "words";
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
  /** Whether there are points to share out. */
  hasPoints?: true;
}
