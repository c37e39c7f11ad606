/** Gives the picture that everybody sees to the card of the moment, so that it is taken away where it was put. */

import { html } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { sceneNow } from "../stage/now.ts";
import { addressOf, stillOf } from "./shown.ts";

export function pictureMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const still = stillOf(room.state, "screen");
  if (!still || !lectern.may("still.remove")) return undefined;
  const name = "still.remove screen";
  return {
    key: `picture ${still.key}`,
    urgency: "now",
    isOnStage: room.state.stage.kind === "screen" && sceneNow(room).kind === "brought",
    name: words.say("Picture"),
    kind: words.say("On the stage now"),
    title: words.say("{name} shows this picture", { name: isolated(still.name) }),
    act: html`${commandButton(lectern, { name, command: "still.remove", fields: { kind: "screen" }, label: words.say("Take the shown picture away") })}
      ${refusalLine(lectern.refusalOf(name))}`,
    more: html`<img class="moment-picture" src=${addressOf(still)} alt="" />`,
  };
}
