// @ts-check
/** What is said of a scene to screen readers, as it comes while one watches. No DOM. */

/**
 * Empty for what says nothing by itself.
 * @param {import("./state.js").Script} script
 * @param {import("./state.js").Scene} scene
 * @param {import("../lib/words.js").Words} words
 */
export function saidOf(script, scene, words) {
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
