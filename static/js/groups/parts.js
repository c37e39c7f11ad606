// @ts-check
/** What this screen knows of group work. No DOM. */

/**
 * @typedef {object} Round
 * @property {number} round
 * @property {"draft" | "running" | "closed"} state
 * @property {"language" | "unit" | "random" | "hand"} split
 * @property {number} size
 * @property {number} slide whose hand-out it is about
 * @property {string | null} closes_at
 *
 * @typedef {{member: number, name: string, language?: string, wrote?: boolean}} GroupMember
 *
 * @typedef {object} GroupPoll
 * @property {number} poll
 * @property {string} question
 * @property {string[]} options
 * @property {string} language
 * @property {boolean} open
 * @property {number} voters
 * @property {number[]} [votes] for who may see them
 * @property {number | null} [mine]
 *
 * @typedef {object} Group
 * @property {"group"} kind
 * @property {string} id
 * @property {number} group
 * @property {GroupMember[]} members
 * @property {string | null} help_at
 * @property {string | null} helper
 * @property {GroupPoll | null} poll
 * @property {Array<{text: string, language: string, by: string}>} said
 *
 * @typedef {object} Block
 * @property {"block"} kind
 * @property {string} id
 * @property {number} of
 * @property {string} at
 * @property {string} text
 * @property {string} language
 * @property {string} by
 *
 * @typedef {object} Groups
 * @property {Round | null} [round]
 * @property {number | null} [mine]
 * @property {Array<Group | Block>} [items]
 * @property {GroupMember[]} [unplaced]
 *
 * @typedef {import("../live/types.js").Snapshot} Snapshot
 */

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
