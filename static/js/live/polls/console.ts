/** Adds polls to the console: their tab, the dialog that makes a poll, and the key that opens and closes one. */

import type { Lectern } from "../console/lectern.ts";
import { byId } from "../../kit/dom.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { toggleOf } from "./console/agenda.ts";
import { countdownOf } from "./console/countdowns.ts";
import { mountMakePoll } from "./console/make_poll.ts";
import { pollMoment } from "./console/moment.ts";
import { mountPolls } from "./console/panel.ts";

export const polls: OnConsole = {
  start: (lectern) => mountMakePoll(byId("make-body"), lectern),
  panels: { run: mountPolls },
  counts: { run: ({ polls }) => polls.filter((poll) => poll.state === "open").length },
  moment: pollMoment,
  acts: {
    "poll.opened": msg("{name} opened the poll"),
    "poll.closed": msg("{name} closed the poll"),
    "poll.revealed": msg("{name} showed the results of the poll"),
  },
  keys: { poll: { press: togglePoll } },
};

function togglePoll(lectern: Lectern) {
  const { polls, room } = lectern.room.state;
  const todo = toggleOf(polls, room.slide);
  if (!todo || !lectern.may(todo.command)) return;
  const control = `poll ${todo.poll}`;
  // A slip of the finger must not close a poll that thirty people are answering.
  if (todo.command === "poll.close" && !lectern.twice.press(control)) return;
  const seconds = todo.command === "poll.open" ? countdownOf(polls.find(({ poll }) => poll === todo.poll) ?? todo) : 0;
  void lectern.act(control, todo.command, { poll: todo.poll, ...(seconds ? { seconds } : {}) });
}
