/** Draws the controls of a poll: open it with or without a countdown, add time, close, show, ask again. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import { msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";
import { timeText } from "../countdown.ts";
import { nextCommand } from "./agenda.ts";
import { countdownOf, countdowns, setCountdown } from "./countdowns.ts";
import { isKept } from "./parts.ts";
import { mayBeAskedAgain, mayBeReopened } from "./rounds.ts";

const MORE_SECONDS = 30;

export const PRE_TEST = msg("Pre-test: the answers are not shown. The post-test asks the same at the end.");
const FEW = msg("Needs {least} answers, has {n}");

const LABELS = {
  "poll.open": msg("Open poll"),
  "poll.close": msg("Close poll"),
  "poll.reveal": msg("Show results"),
};

export function controls(lectern: Lectern, poll: PollView) {
  const { words, room, twice } = lectern;
  if (room.state.room.state !== "live") return nothing;
  const isOver = poll.state === "closed" && isKept(room.state, poll);
  const command = isOver ? null : nextCommand(poll.state);
  const again = mayBeAskedAgain(room.state.polls, poll) && !isKept(room.state, poll);
  const reopens = mayBeReopened(room.state.polls, poll);
  if (command === null && !again && !reopens) return nothing;
  const names = [`poll ${poll.poll}`, `extend ${poll.poll}`, `again ${poll.poll}`, `reopen ${poll.poll}`];
  const [name = "", extend = "", ask = "", reopen = ""] = names;
  const asksAgain = command === "poll.close" && twice.isAsked(name);
  const refused = names.map((each) => lectern.refusalOf(each)).find((text) => text) ?? "";
  // Without enough answers there is nothing to show, but there can be more answers.
  const least = poll.figures?.few;
  const leads = least !== undefined && reopens;
  const main = command && commandButton(lectern, { name, command, fields: () => fieldsOf(command, poll), label: words.say(LABELS[command]), look: leads ? "quiet" : "" });
  const reopenButton = reopens
    ? commandButton(lectern, { name: reopen, command: "poll.reopen", fields: { poll: poll.poll }, label: words.say("Open again"), look: leads ? "" : "quiet" })
    : nothing;
  const note = isOver ? words.say(PRE_TEST) : least !== undefined ? words.say(FEW, { least, n: poll.voters ?? 0 }) : "";
  const more = { name: extend, command: "poll.extend", fields: { poll: poll.poll, seconds: MORE_SECONDS } };
  const label = words.say(poll.closes_at ? "+ {n} seconds" : "Close in {n} seconds", { n: MORE_SECONDS });
  return html`<div class="row">
      ${leads ? reopenButton : nothing} ${main ?? nothing} ${command === "poll.open" ? choice(lectern, poll) : nothing}
      ${command === "poll.close" ? commandButton(lectern, { ...more, label, look: "quiet" }) : nothing}
      ${leads ? nothing : reopenButton}
      ${again
        ? commandButton(lectern, { name: ask, command: "poll.again", fields: { poll: poll.poll }, label: words.say("Second round"), look: "quiet" })
        : nothing}
      ${note ? html`<p class="poll-note small quietly">${note}</p>` : nothing}
    </div>
    ${refusalLine(asksAgain ? words.say("Press P once more to close the poll.") : refused)}`;
}

function fieldsOf(command: string, poll: PollView) {
  const seconds = command === "poll.open" ? countdownOf(poll) : 0;
  return { poll: poll.poll, ...(seconds ? { seconds } : {}) };
}

function choice({ words, locale }: Lectern, poll: PollView) {
  const chosen = countdownOf(poll);
  return html`<label class="console-seconds">
    <span>${words.say("Countdown")}</span>
    <select
      class="input"
      @change=${(event: Event) => setCountdown(poll, Number(inputOf(event).value))}
    >
      ${countdowns(poll).map(
        (seconds) => html`<option value=${seconds} .selected=${seconds === chosen}>
          ${seconds ? timeText(seconds, locale) : words.say("No countdown")}
        </option>`,
      )}
    </select>
  </label>`;
}
