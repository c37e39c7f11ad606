/** Draws the poll of this slide, or the open one: a button opens it, and closes it when pressed twice. */

import { html, nothing } from "lit-html";

import { toggleOf } from "../polls/console/agenda.ts";
import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";

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
    const isAsked = lectern.twice.isAsked(control);
    const closeLabel = isAsked ? msg("Press once more to close the poll.") : msg("Close poll");
    const label = words.say(toggle.command === "poll.open" ? "Open poll" : closeLabel);
    return html`<button
        type="button"
        class="button ${toggle.command === "poll.open" ? "quiet" : isAsked ? "stop" : "quiet"} wide"
        aria-disabled=${String(!lectern.isFree(control))}
        @click=${() => press(control, toggle)}
      >
        <span>${label}</span>
        ${poll && poll.state === "open"
          ? html`<span class="number">
              · ${words.say(msg("{n} answered", "{n} answered"), { n: poll.voters ?? 0 })}</span
            >`
          : nothing}
      </button>
      ${refusalLine(lectern.refusalOf(control))}`;
  }

  function press(control: string, { command, poll }: { command: string; poll: string }) {
    if (command === "poll.close" && !lectern.twice.press(control)) return;
    void lectern.act(control, command, { poll });
  }

  return drawInto(element, template, lectern.onChange);
}
