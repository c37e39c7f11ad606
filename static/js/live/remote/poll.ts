/** Draws the poll of this slide, or the open one: a button opens it, and closes it, each when pressed twice. */

import { html, nothing } from "lit-html";

import { toggleOf } from "../polls/console/agenda.ts";
import type { Lectern } from "../console/lectern.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import { askingButton } from "./asking.ts";

export function mountPoll(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;

  function template() {
    if (room.state.room.state === "planned") {
      return html`<p class="quietly">${words.say("The session has not started")}</p>`;
    }
    const toggle = toggleOf(room.state.polls, room.state.room.slide);
    if (!toggle || room.state.room.state !== "live") return nothing;
    const control = `poll ${toggle.poll}`;
    const poll = room.state.polls.find((candidate) => candidate.poll === toggle.poll);
    const [label, question] =
      toggle.command === "poll.open"
        ? [msg("Open poll"), msg("Press once more to open the poll.")]
        : [msg("Close poll"), msg("Press once more to close the poll.")];
    const voters = words.say(msg("{n} answered", "{n} answered"), { n: poll?.voters ?? 0 });
    return askingButton(lectern, {
      name: control,
      command: toggle.command,
      fields: { poll: toggle.poll },
      label: words.say(label),
      question: words.say(question),
      more: poll?.state === "open" ? html`<span class="number"> · ${voters}</span>` : nothing,
    });
  }

  return drawInto(element, template, lectern.onChange);
}
