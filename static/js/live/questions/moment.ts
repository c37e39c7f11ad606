/** Gives the question on the stage to the card of the moment; without one, the next that could be brought there. */

import { html } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { sceneNow } from "../stage/now.ts";
import { worded } from "./wording.ts";

export function questionMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const { questions, stage, me } = room.state;
  const question = stage.kind === "question" ? questions.items.find(({ id }) => String(id) === stage.key) : undefined;
  if (!question || room.state.room.state !== "live") return undefined;
  const { text, language } = worded(question, me.language, false);
  const name = `question ${question.id}`;
  const asker = question.by === null ? words.say("Asked without a name") : words.say("Asked by: {name}", { name: isolated(question.by) });
  return {
    key: name,
    urgency: "now",
    isOnStage: sceneNow(room).kind === "brought",
    name: words.say("Question"),
    kind: words.say("On the stage now"),
    title: html`<span lang=${language} dir="auto">${text}</span>`,
    state: html`${words.say(msg("{n} vote", "{n} votes"), { n: question.votes })} · ${asker}`,
    act: html`${commandButton(lectern, { name, command: "question.answer", fields: { question: question.id }, label: words.say("Answered aloud") })}
      ${commandButton(lectern, { name, command: "stage.clear", fields: {}, label: words.say("Take off the stage"), look: "quiet" })}
      ${refusalLine(lectern.refusalOf(name))}`,
  };
}
