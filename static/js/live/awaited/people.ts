/** Sorts the people who have not answered, for hosts. No DOM, no words. */

import type { Person } from "../../room/engine/types.ts";

export interface AwaitedGroup {
  language: string;
  /** Those who are here come first, then by name. */
  people: Person[];
}

const ORDER = { here: 0, lost: 1, away: 2 };

/**
 * Returns the people with these numbers by language: first the language of which most of them are here.
 * @param locale its alphabet sorts the names
 */
export function groupsOf(numbers: readonly number[], members: readonly Person[], locale: string): AwaitedGroup[] {
  const byName = new Intl.Collator(locale, { sensitivity: "base" });
  const awaited = new Set(numbers);
  const groups = new Map<string, Person[]>();
  for (const person of members) {
    if (awaited.has(person.member)) groups.set(person.language, [...(groups.get(person.language) ?? []), person]);
  }
  const sorted = [...groups].map(([language, people]) => ({
    language,
    people: people.sort((a, b) => ORDER[a.state] - ORDER[b.state] || byName.compare(a.name, b.name)),
  }));
  return sorted.sort((a, b) => hereIn(b) - hereIn(a) || a.language.localeCompare(b.language));
}

export function hereIn({ people }: AwaitedGroup) {
  return people.filter(({ state }) => state === "here").length;
}

/**
 * Returns how many have not answered, from two numbers that hosts see anyway. Those who answered and left make it
 * too small. For an anonymous poll nothing may correct that: the correction would tell, when somebody leaves,
 * whether that person had answered.
 */
export function roughlyAwaited(here: number, answered: number) {
  return Math.max(0, here - answered);
}
