// @ts-check
/** What this screen knows of group work. No DOM. */

/** @typedef {import("../live/wire.ts").BlockView} Block */
/** @typedef {import("../live/wire.ts").GroupMemberView} GroupMember */
/** @typedef {import("../live/wire.ts").GroupPollView} GroupPoll */
/** @typedef {import("../live/wire.ts").GroupView} Group */
/** @typedef {import("../live/wire.ts").GroupsView} Groups */
/** @typedef {import("../live/wire.ts").RoundView} Round */
/** @typedef {import("../live/types.js").Snapshot} Snapshot */

/** @param {object} state @returns {Groups} */
export function groupsOf(state) {
  return /** @type {any} */ (state).groups ?? {};
}

/** @param {Groups} groups @returns {Group[]} */
export function groupList({ items = [] }) {
  const groups = /** @type {Group[]} */ (items.filter(({ kind }) => kind === "group"));
  return groups.sort((one, other) => one.group - other.group);
}

/**
 * The paragraphs of a group's note in order, erased ones among them.
 * @param {Groups} groups
 * @param {number | null | undefined} group
 * @returns {Block[]}
 */
export function noteOf({ items = [] }, group) {
  const blocks = /** @type {Block[]} */ (items.filter((item) => item.kind === "block" && item.of === group));
  return blocks.sort((one, other) => compare(one.at, other.at) || compare(one.id, other.id));
}

/** @param {Block} block */
export function keyOf({ id }) {
  return id.slice(id.indexOf(".") + 1);
}

/**
 * @param {Round | null | undefined} round
 * @param {number} now
 * @returns {number} whole seconds until the round ends
 */
export function secondsLeft(round, now) {
  if (!round?.closes_at || round.state !== "running") return 0;
  return Math.max(0, Math.ceil((Date.parse(round.closes_at) - now) / 1000));
}

/** Those who wait for a presenter, the longest first. @param {Group[]} groups */
export function callsFor(groups) {
  const calling = groups.filter(({ help_at }) => help_at);
  return calling.sort((one, other) => compare(one.help_at ?? "", other.help_at ?? ""));
}

/** @param {string} one @param {string} other */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
