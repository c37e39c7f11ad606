// @ts-check
/** A person's own page: times also as the clock of this phone shows them, where that differs. */

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const shown = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own-time]"));

for (const place of shown) {
  const at = new Date(place.dataset.ownTime ?? "");
  if (Number.isNaN(at.getTime()) || isSameClock(at, place.dataset.zone ?? "")) continue;
  const language = document.documentElement.lang === "prs" ? "fa-AF-u-ca-gregory" : document.documentElement.lang;
  const time = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" }).format(at);
  place.textContent = `${(place.dataset.words ?? "{time}").replace("{time}", time)} (${own})`;
  place.hidden = false;
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
