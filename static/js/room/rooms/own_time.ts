/** Shows when something begins by this device's clock, beside the session's own time. */

import { dayInWords } from "../../kit/days.ts";
import { isolated } from "../../kit/texts.ts";
import { clockText, deviceClock } from "../../live/timing/clock.ts";

/**
 * Returns the time by this device's clock in words, with the day if that differs.
 * @param local ISO 8601 with an offset
 * @returns "" if the clock shows the same time
 */
export function ownTime(local: string, language: string): string {
  const [day = "", sessionTime = ""] = local.split("T");
  const date = new Date(local);
  const deviceTime = deviceClock(local);
  const twoDigits = (part: number) => String(part).padStart(2, "0");
  const today = `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
  if (today === day && sessionTime.startsWith(deviceTime)) return "";
  const time = clockText(deviceTime, language);
  return today === day ? time : `${time}, ${dayInWords(today, language)}`;
}

/** Adds this device's time to the line of each `<time data-own>` of the page. */
export function tellOwnTimes() {
  for (const time of document.querySelectorAll("time[data-own]")) {
    const text = ownTime(time.getAttribute("datetime") ?? "", document.documentElement.lang);
    if (text) time.parentElement?.append(` (${time.getAttribute("data-own")?.replace("{time}", isolated(text))})`);
  }
}
