/** Starts a person's own page: adds times by this phone's clock where they differ. */

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const places = document.querySelectorAll("[data-own-time]") as NodeListOf<HTMLElement>;

for (const place of places) {
  const moment = new Date(place.dataset.ownTime ?? "");
  if (Number.isNaN(moment.getTime()) || isSameClock(moment, place.dataset.zone ?? "")) continue;
  const time = inWords(moment, document.documentElement.lang);
  place.textContent = `${(place.dataset.words ?? "{time}").replace("{time}", time)} (${ownZone})`;
  place.hidden = false;
}

function inWords(moment: Date, language: string) {
  // Browsers are built without the names of Kazakh months and days, so write figures, as kit/days.ts does.
  if (language === "kk") return moment.toLocaleString("ru", { dateStyle: "short", timeStyle: "short" });
  const options: Intl.DateTimeFormatOptions = { dateStyle: "full", timeStyle: "short" };
  if (language !== "prs") return moment.toLocaleString(language, options);
  // Both calendars, as in kit/days.ts.
  const gregorian = moment.toLocaleDateString("fa-AF-u-ca-gregory", { dateStyle: "long" });
  return `${moment.toLocaleString("fa-AF-u-ca-persian", options)} (${gregorian})`;
}

/** Returns whether the clocks of both zones show the same at that time. */
function isSameClock(moment: Date, zone: string) {
  const clockText = (timeZone: string) => moment.toLocaleString("en", { timeZone });
  try {
    return clockText(zone) === clockText(ownZone);
  } catch {
    return false; // This browser does not know the zone.
  }
}
