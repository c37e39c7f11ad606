/** Says that a test needs a network, and what can be done meanwhile. The page has the words. */

import { directionOf } from "../../kit/texts.ts";

/** @param code the code of the course */
export function showTestAway(code: string, language: string) {
  const place = document.getElementById("test-away") as HTMLElement;
  const section = place.querySelector(`[lang="${language}"]`) as HTMLElement;
  const link = (name: string) => section.querySelector(`[data-part="${name}"]`) as HTMLAnchorElement;
  link("again").href = location.href;
  link("study").href = `/study/${code}`;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = section.querySelector("h1")?.textContent ?? "";
  section.hidden = place.hidden = false;
}
