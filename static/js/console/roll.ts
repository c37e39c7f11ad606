// @ts-check
/** The roll of a session: who is asked for, in which order. No DOM. */

/** @typedef {import("../live/types.js").Person} Person */
/** @typedef {{ text: string, state: "" | Person["state"] }} Filter  whom to show: "" for all states */

/** Trouble first: who has lost the connection is who the presenter looks for. */
const ORDER = { lost: 0, here: 1, away: 2 };

/**
 * The people who match, those in trouble first, then by name.
 *
 * @template {Pick<Person, "name" | "state">} P
 * @param {P[]} members
 * @param {Filter} filter
 * @param {string} language  whose alphabet sorts the names
 * @returns {P[]}
 */
export function rollOf(members, filter, language) {
  const wanted = folded(filter.text);
  const byName = new Intl.Collator(language, { sensitivity: "base" });
  return members
    .filter((person) => filter.state === "" || person.state === filter.state)
    .filter((person) => folded(person.name).includes(wanted))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || byName.compare(a.name, b.name));
}

/**
 * Languages by how many of those who are here read them, most first.
 *
 * @param {Record<string, number>} languages
 * @returns {[language: string, here: number][]}
 */
export function languagesOf(languages) {
  return Object.entries(languages)
    .filter(([, here]) => here > 0)
    .sort(([a, many], [b, few]) => few - many || a.localeCompare(b));
}

/** Without case, and with ё as е: people type the latter. @param {string} text */
function folded(text) {
  return text.trim().toLocaleLowerCase().replace(/ё/g, "е");
}
