/** Says at the foot of the picture what the room should do, and how many have done it. No DOM. */

import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Deck } from "../../room/engine/types.ts";
import { wordsOfPoll } from "../polls/wording.ts";
import { attendanceOf } from "../steps/console/facts.ts";
import type { Scene } from "./scene.ts";

type State = Room["state"];

export interface Foot {
  text: string;
  /** Whether everybody is asked to answer what fills the picture. */
  asks: boolean;
  /** How many of those here have answered what is asked, from 0 to 100. */
  percent: number;
}

const SILENT: Foot = { text: "", asks: false, percent: 0 };

export function footOf(scene: Scene, state: State, deck: Deck, words: Words): Foot {
  if (scene.kind === "waiting" || scene.kind === "ended") return SILENT;
  const step = state.steps.find((candidate) => candidate.step === scene.step);
  if (step?.state === "put") {
    const { answered, present } = attendanceOf(step.counts, state.people, 0);
    return asking(answered, present, words);
  }
  const poll = state.polls.find((candidate) => candidate.poll === (scene.poll ?? scene.beside));
  if (!poll) return SILENT;
  const voters = poll.voters ?? 0;
  const answered = words.say(msg("{n} answered", "{n} answered"), { n: voters });
  if (scene.beside) {
    const question = wordsOfPoll(poll, deck, deck.language)?.question ?? "";
    return { ...SILENT, text: `${words.say("Poll")}: ${isolated(question)} · ${answered}` };
  }
  if (poll.state === "open") return asking(voters, state.people?.here ?? 0, words);
  return { ...SILENT, text: poll.state === "closed" ? `${words.say("Poll closed")} · ${answered}` : answered };
}

/** Somebody may have answered and left: nobody reads that more answered than are here. */
function asking(n: number, here: number, words: Words): Foot {
  const present = Math.max(n, here);
  const answered = words.say(msg("{n} of {present} answered", "{n} of {present} answered"), { n, present });
  const percent = Math.round((100 * n) / Math.max(1, present));
  return { text: `${words.say("Answer now")}\u00a0· ${answered}`, asks: true, percent };
}
