// @ts-check
/**
 * What somebody types into a shared note, on its way to the server. No DOM.
 *
 * A paragraph that is being typed is a draft: `was` is the text that the server is known to have had
 * from this phone, `now` what stands on the screen. One change of a paragraph is under way at a time
 * (`sent`); what is typed meanwhile is typed upon it. The server puts it together with what others
 * typed, so nothing here has to. Drafts outlive the page.
 */

import { recall } from "../lib/storage.js";
import { groupsOf } from "./parts.js";

/**
 * @typedef {object} Draft
 * @property {string} was
 * @property {string} now
 * @property {string | null} sent
 * @property {number | null} version at which the server had all of it
 * @property {string} after the paragraph behind which a new one stands
 * @property {string} [refused] why it cannot be sent
 */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {Pick<import("../live/room.js").Room, "state" | "waiting" | "send">} Room */

/**
 * @param {object} parts
 * @param {Room} parts.room
 * @param {Shelf} parts.shelf
 * @param {number} parts.round
 * @param {number} parts.group
 * @param {() => void} parts.changed
 * @param {(act: () => void) => void} [parts.later] a moment later: not every letter is sent
 */
export function createPen({ room, shelf, round, group, changed, later = soon }) {
  const { code } = room.state.room;
  const prefix = `webinar.note.${code}.${room.state.me.member}.${round}.${group}.`;
  /** @type {Map<string, Draft>} */
  const drafts = new Map();
  /** @type {Set<string>} sent by an earlier page: its answer is not told here */
  const inherited = new Set();
  const planned = new Set();

  for (const name of shelf.keys().filter((one) => one.startsWith(prefix))) {
    /** @type {Draft | null} */
    const draft = recall(shelf, name);
    const key = name.slice(prefix.length);
    if (draft) drafts.set(key, draft);
    if (draft && draft.sent !== null) inherited.add(key);
    else if (draft) plan(key);
  }

  /** @param {string} key @param {Draft | null} draft */
  function keep(key, draft) {
    if (draft) drafts.set(key, draft);
    else drafts.delete(key);
    if (draft) shelf.setItem(prefix + key, JSON.stringify(draft));
    else shelf.removeItem(prefix + key);
  }

  /** @param {string} key */
  function plan(key) {
    if (planned.has(key)) return;
    planned.add(key);
    later(() => {
      planned.delete(key);
      void send(key);
    });
  }

  /** @param {string} key @param {boolean} [always] also what seems to change nothing */
  async function send(key, always = false) {
    const draft = drafts.get(key);
    if (!draft || draft.sent !== null || (draft.now === draft.was && !always)) return;
    const { was, now, after } = draft;
    keep(key, { ...draft, sent: now, refused: undefined });
    changed();
    const { language } = room.state.me;
    // Kept under a name of its own: a newer change is no substitute for an older one.
    const answer = await room.send("group.write", { round, group, block: key, was, now, language, after }, { kept: true });
    const latest = drafts.get(key);
    if (!latest) return;
    if (!answer.ok) keep(key, { ...latest, sent: null, refused: answer.code ?? "internal" });
    else keep(key, { ...latest, was: now, sent: null, version: answer.version ?? 0 });
    if (answer.ok && latest.now !== now) plan(key);
    hear();
    changed();
  }

  /** Look at what has come: a draft ends when the server's text has all of it. */
  function hear() {
    for (const key of [...inherited]) {
      const isUnderWay = room.waiting.some(({ command, fields }) => command === "group.write" && fields.block === key);
      const draft = drafts.get(key);
      if (isUnderWay || !draft) continue;
      inherited.delete(key);
      keep(key, { ...draft, was: draft.sent ?? draft.was, sent: null });
      void send(key, true);
    }
    for (const [key, draft] of drafts) {
      const isTyped = draft.sent !== null || draft.now !== draft.was;
      if (!isTyped && (draft.version === null || heard(room.state, group, key) >= draft.version)) keep(key, null);
    }
  }

  return {
    drafts,
    hear,
    /**
     * @param {string} key
     * @param {string} text
     * @param {string} before what the server's paragraph said, "" for a new one
     * @param {string} after
     */
    type(key, text, before, after) {
      const draft = drafts.get(key) ?? { was: before, now: before, sent: null, version: null, after };
      keep(key, { ...draft, now: text, refused: undefined });
      plan(key);
    },
    /** Send all now, as when the page is left. */
    flush() {
      for (const key of drafts.keys()) void send(key);
    },
  };
}

/** @typedef {ReturnType<typeof createPen>} Pen */

/**
 * The version up to which this screen knows a paragraph.
 * @param {any} state
 * @param {number} group
 * @param {string} key
 */
function heard(state, group, key) {
  const { pulses = {}, version = 0 } = state;
  if (groupsOf(state).mine !== group) return 0;
  return Math.max(version, pulses[`groups.own_item ${group}.${key}`] ?? 0, pulses["groups.mine "] ?? 0);
}

/** @param {() => void} act */
function soon(act) {
  setTimeout(act, 1000);
}
