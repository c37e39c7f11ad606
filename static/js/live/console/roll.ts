/** Filters and sorts the people of a session: its roll. No DOM. */

import type { Person } from "../../room/engine/types.ts";

/** The people to show. The state "" stands for all states. */
export type Filter = { text: string; state: "" | Person["state"] };

/** Trouble first: the presenter looks for people who have lost the connection. */
const ORDER = { lost: 0, here: 1, away: 2 };

/**
 * Returns the matching people, those in trouble first, then by name.
 * @param language its alphabet sorts the names
 */
export function rollOf<P extends Pick<Person, "name" | "state">>(members: P[], filter: Filter, language: string): P[] {
  const query = folded(filter.text);
  const byName = new Intl.Collator(language, { sensitivity: "base" });
  return members
    .filter((person) => filter.state === "" || person.state === filter.state)
    .filter((person) => folded(person.name).includes(query))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || byName.compare(a.name, b.name));
}

/** Returns the languages by the number of people here who read them, most first. */
export function languagesOf(languages: Record<string, number>): [language: string, here: number][] {
  return Object.entries(languages)
    .filter(([, here]) => here > 0)
    .sort(([tagA, countA], [tagB, countB]) => countB - countA || tagA.localeCompare(tagB));
}

/** Ignores case, and writes ё as е, which is what people type. */
function folded(text: string) {
  return text.trim().toLocaleLowerCase().replace(/ё/g, "е");
}
