// @ts-check
/** What is ticked on this screen and perhaps not sent yet, by poll. No DOM. */

import { sameOptions } from "./status.js";

/** @typedef {import("../live/types.js").PollView} PollView */

/**
 * @param {import("../rooms/drafts.js").Drafts} drafts
 * @param {() => import("../live/room.js").Room["waiting"]} waiting
 * @param {() => void} changed
 */
export function createChoices(drafts, waiting, changed) {
  /** @param {PollView} poll @returns {readonly string[]} */
  function of(poll) {
    if (poll.state !== "open") return poll.mine ?? [];
    const draft = drafts.get(`poll ${poll.poll}`);
    if (Array.isArray(draft)) return draft.filter((key) => poll.options.includes(key));
    const onItsWay = waiting().filter(({ command, fields }) => command === "poll.vote" && fields.poll === poll.poll);
    return onItsWay.pop()?.fields.options ?? poll.mine ?? [];
  }

  return {
    of,
    /** @param {PollView} poll @returns {readonly string[]} what was ticked and did not count before it closed */
    leftOver(poll) {
      const draft = drafts.get(`poll ${poll.poll}`);
      const isOver = poll.state === "closed" || poll.state === "revealed";
      return isOver && Array.isArray(draft) && !sameOptions(draft, poll.mine ?? []) ? draft : [];
    },
    /** @param {PollView} poll @param {string} key @param {boolean} ticked */
    toggle(poll, key, ticked) {
      const others = poll.kind === "several" ? of(poll).filter((other) => other !== key) : [];
      const wanted = new Set(ticked ? [...others, key] : others);
      drafts.set(`poll ${poll.poll}`, poll.options.filter((option) => wanted.has(option)));
      changed();
    },
    /** @param {PollView} poll @param {readonly string[]} counted no draft any more, unless it has changed since */
    forget(poll, counted) {
      if (sameOptions(of(poll), counted)) drafts.set(`poll ${poll.poll}`, null);
    },
  };
}

/** @typedef {ReturnType<typeof createChoices>} Choices */
