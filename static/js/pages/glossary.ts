/** Starts the glossary's page: filters the list while the reader types. The page also works without scripts. */

import { matches } from "../content/glossary/fold.ts";
import { pageWords } from "../kit/dom.ts";
import { msg } from "../kit/words.ts";

const form = document.querySelector(".glossary-search") as HTMLFormElement;
const field = form.querySelector("input") as HTMLInputElement;
const count = form.querySelector(".glossary-count") as HTMLElement;
const sections = document.querySelectorAll(".glossary-letter") as NodeListOf<HTMLElement>;
const words = pageWords();

field.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());

function filter() {
  let shownCount = 0;
  for (const section of sections) {
    let sectionCount = 0;
    for (const entry of section.querySelectorAll(".entry") as NodeListOf<HTMLElement>) {
      const isShown = matches(entry.dataset.search ?? "", field.value);
      entry.hidden = !isShown;
      sectionCount += Number(isShown);
    }
    section.hidden = sectionCount === 0;
    const letter = document.querySelector(`.glossary-letters > [href="#${section.id}"]`);
    if (letter instanceof HTMLElement) letter.hidden = sectionCount === 0;
    shownCount += sectionCount;
  }
  count.textContent = shownCount
    ? words.say(msg("{n} term", "{n} terms"), { n: shownCount })
    : words.say("Nothing found. Try the beginning of the word.");
}
