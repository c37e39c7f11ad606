/** Reads group work from this screen's state. No DOM. */

import type {
  BlockView as Block,
  GroupMemberView as GroupMember,
  GroupPollView as GroupPoll,
  GroupsView as Groups,
  GroupView as Group,
  RoundView as Round,
} from "../../room/engine/wire.ts";

export type { Block, Group, GroupMember, GroupPoll, Groups };

export function groupsOf(state: object): Groups {
  return (state as any).groups ?? {};
}

export function groupList({ items = [] }: Groups): Group[] {
  const groups = items.filter(({ kind }) => kind === "group") as Group[];
  return groups.sort((a, b) => a.group - b.group);
}

/** Returns the paragraphs of a group's note in order, including erased ones. */
export function noteOf({ items = [] }: Groups, group: number | null | undefined): Block[] {
  const blocks = items.filter((item) => item.kind === "block" && item.of === group) as Block[];
  return blocks.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

export function keyOf({ id }: Block) {
  return id.slice(id.indexOf(".") + 1);
}

/** Returns the whole seconds until the round ends. */
export function secondsLeft(round: Round | null | undefined, now: number): number {
  if (!round?.closes_at || round.state !== "running") return 0;
  return Math.max(0, Math.ceil((Date.parse(round.closes_at) - now) / 1000));
}

/** Returns the groups that wait for a presenter, the longest wait first. */
export function callsFor(groups: Group[]) {
  const calling = groups.filter(({ help_at }) => help_at);
  return calling.sort((a, b) => compare(a.help_at ?? "", b.help_at ?? ""));
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0;
}
