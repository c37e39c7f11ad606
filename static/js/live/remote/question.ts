/**
 * Draws the next question on the remote, which is the open one with the most votes: brings it to the stage and
 * takes it off.
 */

import { html, nothing } from "lit-html";

import { commandButton } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { nextUp } from "../questions/order.ts";
import { worded } from "../questions/wording.ts";
import { askingButton } from "./asking.ts";

export function mountQuestion(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;

  function template() {
    const { stage, questions, me } = room.state;
    if (room.state.room.state !== "live") return nothing;
    if (stage.kind === "question") {
      const label = words.say("Take off the stage");
      return commandButton(lectern, { name: "question", command: "stage.clear", fields: {}, label, look: "quiet" });
    }
    const next = nextUp(questions.items, stage);
    if (!next) return nothing;
    const fields = { kind: "question", key: String(next.id) };
    const { text } = worded(next, me.language);
    const label = words.say("Question: {text}", { text: isolated(text) });
    const question = words.say("Press once more to bring it to the stage.");
    return askingButton(lectern, { name: "question", command: "stage.show", fields, label, question });
  }

  return drawInto(element, template, lectern.onChange);
}
