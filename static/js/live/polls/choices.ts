/** Choices and texts on this screen that may not have been sent yet, by poll. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import type { PollView } from "../../room/engine/types.ts";
import type { Drafts } from "../../room/rooms/drafts.ts";
import { choiceOf, countedChoice, isSame, kindOf } from "./kinds.ts";
import { ABSTAIN, isAbstaining } from "./kinds/kind.ts";

export function createChoices(drafts: Drafts, waiting: () => Room["waiting"], changed: () => void) {
  const nameOf = (poll: PollView) => `poll ${poll.poll}`;

  function draftOf(poll: PollView): readonly string[] | null {
    const draft = drafts.get(nameOf(poll));
    if (!Array.isArray(draft)) return null;
    // Once an anonymous vote is counted, nothing on this device may reveal it.
    if (poll.anonymous && poll.mine) drafts.set(nameOf(poll), null);
    if (poll.anonymous && poll.mine) return null;
    return isAbstaining(draft) ? draft : (kindOf(poll).kept?.(poll, draft) ?? draft);
  }

  function of(poll: PollView): readonly string[] {
    const counted = countedChoice(poll) ?? [];
    if (poll.state !== "open") return counted;
    const draft = draftOf(poll);
    if (draft) return draft;
    const onItsWay = waiting().filter(({ command, fields }) => command === "poll.vote" && fields.poll === poll.poll);
    const newest = onItsWay.pop();
    return newest ? choiceOf(poll, newest.fields) : counted;
  }

  function set(poll: PollView, choice: readonly string[]) {
    drafts.set(nameOf(poll), choice);
    changed();
  }

  return {
    of,
    set,
    /** Whether somebody is answering the poll on this screen. */
    isDraft: (poll: PollView) => draftOf(poll) !== null,
    /** The choice that had not counted when the poll closed. */
    leftOver(poll: PollView): readonly string[] {
      const draft = draftOf(poll);
      const isOver = poll.state === "closed" || poll.state === "revealed";
      return isOver && draft && !isSame(poll, draft, countedChoice(poll) ?? []) ? draft : [];
    },
    toggle(poll: PollView, key: string, ticked: boolean) {
      const others = kindOf(poll).picksOne ? [] : of(poll).filter((other) => other !== key);
      const wanted = new Set(ticked ? [...others, key] : others);
      set(poll, key === ABSTAIN && ticked ? [ABSTAIN] : poll.options.filter((option) => wanted.has(option)));
    },
    /** Forgets the draft, unless it has changed since this choice was sent and counted. */
    forget(poll: PollView, counted: readonly string[]) {
      if (isSame(poll, of(poll), counted)) drafts.set(nameOf(poll), null);
    },
  };
}

export type Choices = ReturnType<typeof createChoices>;
