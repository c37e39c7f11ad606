/** The roll of a session: who is asked for, in which order. No DOM. */

import type { Person } from "../../room/engine/types.ts";

/** whom to show: "" for all states */
export type Filter = { text: string; state: "" | Person["state"] };

/** Trouble first: who has lost the connection is who the presenter looks for. */
const ORDER = { lost: 0, here: 1, away: 2 };

/**
 * The people who match, those in trouble first, then by name.
 *
 * @param language whose alphabet sorts the names
 */
export function rollOf<P extends Pick<Person, "name" | "state">>(members: P[], filter: Filter, language: string): P[] {
  const wanted = folded(filter.text);
  const byName = new Intl.Collator(language, { sensitivity: "base" });
  return members
    .filter((person) => filter.state === "" || person.state === filter.state)
    .filter((person) => folded(person.name).includes(wanted))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || byName.compare(a.name, b.name));
}

/** Languages by how many of those who are here read them, most first. */
export function languagesOf(languages: Record<string, number>): [language: string, here: number][] {
  return Object.entries(languages)
    .filter(([, here]) => here > 0)
    .sort(([a, many], [b, few]) => few - many || a.localeCompare(b));
}

/** Without case, and with ё as е: people type the latter. */
function folded(text: string) {
  return text.trim().toLocaleLowerCase().replace(/ё/g, "е");
}
