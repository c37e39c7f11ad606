// @ts-check
/** A person's own page: times also as the clock of this phone shows them, where that differs. */

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const shown = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own-time]"));

for (const place of shown) {
  const at = new Date(place.dataset.ownTime ?? "");
  if (Number.isNaN(at.getTime()) || isSameClock(at, place.dataset.zone ?? "")) continue;
  const time = inWords(at, document.documentElement.lang);
  place.textContent = `${(place.dataset.words ?? "{time}").replace("{time}", time)} (${own})`;
  place.hidden = false;
}

/**
 * @param {Date} at
 * @param {string} language
 */
function inWords(at, language) {
  // Browsers are built without the names of Kazakh months and days: in figures, as lib/days.js has it.
  if (language === "kk") return at.toLocaleString("ru", { dateStyle: "short", timeStyle: "short" });
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { dateStyle: "full", timeStyle: "short" };
  if (language !== "prs") return at.toLocaleString(language, options);
  // Both calendars, as lib/days.js has it.
  const gregorian = at.toLocaleDateString("fa-AF-u-ca-gregory", { dateStyle: "long" });
  return `${at.toLocaleString("fa-AF-u-ca-persian", options)} (${gregorian})`;
}

/**
 * Whether the clocks of both zones show the same then.
 * @param {Date} at
 * @param {string} zone
 */
function isSameClock(at, zone) {
  /** @param {string} timeZone */
  const read = (timeZone) => at.toLocaleString("en", { timeZone });
  try {
    return read(zone) === read(own);
  } catch {
    return false; // a zone that this browser does not know
  }
}
