// @ts-check
/** What is chosen or written on this screen and perhaps not sent yet, by poll. No DOM. */

import { ABSTAIN, choiceOf, countedChoice, isAbstaining, isSame, kindOf } from "./kinds.js";

/** @typedef {import("../live/types.js").PollView} PollView */

/**
 * @param {import("../rooms/drafts.js").Drafts} drafts
 * @param {() => import("../live/room.js").Room["waiting"]} waiting
 * @param {() => void} changed
 */
export function createChoices(drafts, waiting, changed) {
  /** @param {PollView} poll */
  const nameOf = (poll) => `poll ${poll.poll}`;

  /** @param {PollView} poll @returns {readonly string[] | null} */
  function draftOf(poll) {
    const draft = drafts.get(nameOf(poll));
    if (!Array.isArray(draft)) return null;
    // Once an anonymous vote is counted, nothing on this device may tell what it was.
    if (poll.anonymous && poll.mine) drafts.set(nameOf(poll), null);
    if (poll.anonymous && poll.mine) return null;
    return isAbstaining(draft) ? draft : (kindOf(poll).kept?.(poll, draft) ?? draft);
  }

  /** @param {PollView} poll @returns {readonly string[]} */
  function of(poll) {
    const counted = countedChoice(poll) ?? [];
    if (poll.state !== "open") return counted;
    const draft = draftOf(poll);
    if (draft) return draft;
    const onItsWay = waiting().filter(({ command, fields }) => command === "poll.vote" && fields.poll === poll.poll);
    const newest = onItsWay.pop();
    return newest ? choiceOf(poll, newest.fields) : counted;
  }

  /** @param {PollView} poll @param {readonly string[]} choice */
  function set(poll, choice) {
    drafts.set(nameOf(poll), choice);
    changed();
  }

  return {
    of,
    set,
    /** @param {PollView} poll whether somebody is at it on this screen */
    isDraft: (poll) => draftOf(poll) !== null,
    /** @param {PollView} poll @returns {readonly string[]} what was chosen and did not count before it closed */
    leftOver(poll) {
      const draft = draftOf(poll);
      const isOver = poll.state === "closed" || poll.state === "revealed";
      return isOver && draft && !isSame(poll, draft, countedChoice(poll) ?? []) ? draft : [];
    },
    /** @param {PollView} poll @param {string} key @param {boolean} ticked */
    toggle(poll, key, ticked) {
      const others = poll.kind === "several" ? of(poll).filter((other) => other !== key) : [];
      const wanted = new Set(ticked ? [...others, key] : others);
      set(poll, key === ABSTAIN && ticked ? [ABSTAIN] : poll.options.filter((option) => wanted.has(option)));
    },
    /** @param {PollView} poll @param {readonly string[]} counted no draft any more, unless it has changed since */
    forget(poll, counted) {
      if (isSame(poll, of(poll), counted)) drafts.set(nameOf(poll), null);
    },
  };
}

/** @typedef {ReturnType<typeof createChoices>} Choices */
