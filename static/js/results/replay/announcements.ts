/** Words the announcement of each scene to screen readers during a replay. No DOM. */

import { msg, msgIn, type Msg, type Words } from "../../kit/words.ts";
import { VERDICT_NAMES } from "../../live/steps/names.ts";
import type { Scene, Script } from "./state.ts";

/** What the room does while it is away from the slides, and its return to them. */
export const AWAY_NAMES: Record<"break" | "groups" | "together", Msg> = {
  break: msg("Break"),
  groups: msg("Work in groups"),
  together: msg("Back together"),
};

/** Returns "" for scenes that are not announced. */
export function announcementOf(script: Script, scene: Scene, words: Words) {
  const { kind, slide, poll, question, step } = scene;
  if (kind === "slide" && slide !== undefined) {
    const shownSlide = script.slides[slide];
    return shownSlide ? words.say("Slide {slide}: {title}", { slide: shownSlide.number, title: shownSlide.title }) : "";
  }
  if (kind === "break" || kind === "groups" || kind === "together") return words.say(AWAY_NAMES[kind]);
  if (poll !== undefined) {
    const text = script.polls[poll]?.text.question ?? "";
    if (kind === "opened") return words.say("A poll is open: {question}", { question: text });
    return words.say(kind === "closed" ? "Poll closed" : "The results are shown");
  }
  if (question !== undefined) {
    const text = script.questions[question]?.text ?? "";
    return kind === "answered" ? words.say("Answered") : words.say("Question: {text}", { text });
  }
  if (step) {
    const outcome = step.outcome ? VERDICT_NAMES[step.outcome] : msgIn("state of a step", "Put to everyone");
    return `${words.say(outcome)}: ${step.text}`;
  }
  return "";
}
