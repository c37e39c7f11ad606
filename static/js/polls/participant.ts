// @ts-check
/** Of polls, what comes after the first screen: further kinds, their results, and running countdowns. */

import { announce } from "../lib/dom.js";
import { saidBetween, secondsLeft } from "./countdown.js";
import { figures } from "./figures.js";
import { FORMS } from "./forms/forms.js";
import { addFigures, addKinds } from "./kinds.js";

/** @type {import("../live/hooks.js").InRoom} */
export const polls = {
  start(room, words, { screen }) {
    addKinds(FORMS);
    addFigures(figures);
    runCountdowns(room, words, screen);
  },
};

/**
 * @param {import("../live/room.js").Room} room
 * @param {import("../lib/words.js").Words} words
 * @param {import("../rooms/screen.js").Screen} screen
 */
function runCountdowns(room, words, screen) {
  /** @type {Map<string, number>} */
  const before = new Map();
  setInterval(() => {
    const now = room.now();
    const running = room.state.polls.flatMap((poll) => {
      const left = secondsLeft(poll, now);
      return left === null ? [] : [{ key: poll.poll, left, isMine: !poll.mine }];
    });
    for (const { key, left, isMine } of running) {
      const said = saidBetween(before.get(key) ?? null, left);
      before.set(key, left);
      // Who has answered is left in peace.
      if (said !== null && isMine) announce(words.say("poll.said_left", { n: left }));
    }
    if (running.length) screen.redraw();
  }, 1000);
}
