/** Adds the parts of polls that load after the first screen: further kinds, their results, and running countdowns. */

import { announce } from "../../kit/dom.ts";
import { prose } from "../../kit/trusted_html.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { startLate } from "../../room/rooms/late_start.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { saidBetween, secondsLeft } from "./countdown.ts";
import { addKinds, addResults } from "./kinds.ts";
import { KINDS } from "./kinds/all.ts";

const LEFT = msg("{n} second left to answer", "{n} seconds left to answer");

export const polls: InRoom = {
  start(room, words, shared) {
    addKinds(KINDS);
    startResults(room, words, shared);
    runCountdowns(room, words, shared.screen);
  },
};

// Results come once a poll is closed, so that they are there when hosts show them.
const startResults = startLate(
  "result",
  ({ polls }) => polls.some(({ state }) => state === "closed" || state === "revealed"),
  ({ result }, screen) => {
    addResults((card, status) => result(card, status, prose));
    screen.redraw();
  },
);

function runCountdowns(room: Room, words: Words, screen: Screen) {
  const before = new Map<string, number>();
  setInterval(() => {
    const now = room.now();
    const running = room.state.polls.flatMap((poll) => {
      const left = secondsLeft(poll, now);
      return left === null ? [] : [{ key: poll.poll, left, isMine: !poll.mine }];
    });
    for (const { key, left, isMine } of running) {
      const said = saidBetween(before.get(key) ?? null, left);
      before.set(key, left);
      // Do not disturb a participant who has answered.
      if (said !== null && isMine) announce(words.say(LEFT, { n: left }));
    }
    if (running.length) screen.redraw();
  }, 1000);
}
