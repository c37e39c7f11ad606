/**
 * Sends to the server what somebody types into a shared note. No DOM.
 *
 * A paragraph that is being typed is a draft: `was` is the last text that the server is known to have from this
 * phone, `now` is the text on the screen. One change of a paragraph is under way at a time (`sent`); text typed
 * meanwhile builds on it. The server merges it with the text of others, so this file does not merge. Drafts
 * outlive the page.
 */

import { recall, type Shelf } from "../../kit/storage.ts";
import type { Room as LiveRoom } from "../../room/engine/room.ts";
import { groupsOf } from "./parts.ts";

export interface Draft {
  was: string;
  now: string;
  sent: string | null;
  /** The version at which the server had all of it. */
  version: number | null;
  /** The paragraph after which a new one stands. */
  after: string;
  /** Why it cannot be sent. */
  refused?: string;
}

type Room = Pick<LiveRoom, "state" | "waiting" | "send">;

export function createPen({
  room,
  shelf,
  round,
  group,
  changed,
  later = soon,
}: {
  room: Room;
  shelf: Shelf;
  round: number;
  group: number;
  changed: () => void;
  /** Delays sending, so that not every letter is sent alone. */
  later?: (act: () => void) => void;
}) {
  const { code } = room.state.room;
  const prefix = `webinar.note.${code}.${room.state.me.member}.${round}.${group}.`;
  const drafts = new Map<string, Draft>();
  /** Changes sent by an earlier page: this page does not get their answers. */
  const inherited = new Set<string>();
  const plannedKeys = new Set();

  for (const name of shelf.keys().filter((stored) => stored.startsWith(prefix))) {
    const draft: Draft | null = recall(shelf, name);
    const key = name.slice(prefix.length);
    if (draft) drafts.set(key, draft);
    if (draft && draft.sent !== null) inherited.add(key);
    else if (draft) plan(key);
  }

  function keep(key: string, draft: Draft | null) {
    if (draft) drafts.set(key, draft);
    else drafts.delete(key);
    if (draft) shelf.setItem(prefix + key, JSON.stringify(draft));
    else shelf.removeItem(prefix + key);
  }

  function plan(key: string) {
    if (plannedKeys.has(key)) return;
    plannedKeys.add(key);
    later(() => {
      plannedKeys.delete(key);
      void send(key);
    });
  }

  /** Sends a draft; with `always`, even if nothing seems to change. */
  async function send(key: string, always = false) {
    const draft = drafts.get(key);
    if (!draft || draft.sent !== null || (draft.now === draft.was && !always)) return;
    const { was, now, after } = draft;
    keep(key, { ...draft, sent: now, refused: undefined });
    changed();
    const { language } = room.state.me;
    // Without `about`, a newer change does not replace an older one.
    const answer = await room.send("group.write", { round, group, block: key, was, now, language, after }, { kept: true });
    const latest = drafts.get(key);
    if (!latest) return;
    if (!answer.ok) keep(key, { ...latest, sent: null, refused: answer.code ?? "internal" });
    else keep(key, { ...latest, was: now, sent: null, version: answer.version ?? 0 });
    if (answer.ok && latest.now !== now) plan(key);
    settleDrafts();
    changed();
  }

  /** Checks what has arrived: a draft ends when the server's text has all of it. */
  function settleDrafts() {
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
      if (!isTyped && (draft.version === null || knownVersion(room.state, group, key) >= draft.version)) keep(key, null);
    }
  }

  return {
    drafts,
    hear: settleDrafts,
    /** @param before the text of the server's paragraph, "" for a new one */
    type(key: string, text: string, before: string, after: string) {
      const draft = drafts.get(key) ?? { was: before, now: before, sent: null, version: null, after };
      keep(key, { ...draft, now: text, refused: undefined });
      plan(key);
    },
    /** Sends everything now, for example when the page closes. */
    flush() {
      for (const key of drafts.keys()) void send(key);
    },
  };
}

export type Pen = ReturnType<typeof createPen>;

/** Returns the version up to which this screen knows a paragraph. */
function knownVersion(state: any, group: number, key: string) {
  const { pulses = {}, version = 0 } = state;
  if (groupsOf(state).mine !== group) return 0;
  return Math.max(version, pulses[`groups.own_item ${group}.${key}`] ?? 0, pulses["groups.mine "] ?? 0);
}

function soon(act: () => void) {
  setTimeout(act, 1000 /* ms */);
}
