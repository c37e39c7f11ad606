/** The announcement of each scene to screen readers during a replay. No DOM. */

import type { Words } from "../../kit/words.ts";
import type { Scene, Script } from "./state.ts";

/** Empty for scenes that are not announced. */
export function saidOf(script: Script, scene: Scene, words: Words) {
  const { kind, slide, poll, question, step } = scene;
  if (kind === "slide" && slide !== undefined) {
    const shown = script.slides[slide];
    return shown ? words.say("slide.said", { slide: shown.number, title: shown.title }) : "";
  }
  if (kind === "break" || kind === "groups" || kind === "together") return words.say(`replay.${kind}`);
  if (poll !== undefined) {
    const text = script.polls[poll]?.text.question ?? "";
    return kind === "opened" ? words.say("replay.opened", { question: text }) : words.say(`replay.${kind}`);
  }
  if (question !== undefined) {
    const text = script.questions[question]?.text ?? "";
    return kind === "answered" ? words.say("replay.answered") : words.say("replay.asked", { text });
  }
  if (step) {
    const outcome = step.outcome ? words.say(`outcome.${step.outcome}`) : words.say("replay.put");
    return `${outcome}: ${step.text}`;
  }
  return "";
}
