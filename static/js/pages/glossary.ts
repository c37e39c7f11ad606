// @ts-check
/** The glossary's page: filters the list while one types. It is complete without this. */

import { matches } from "../glossary/fold.js";
import { createWords } from "../lib/words.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".glossary-search"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const count = /** @type {HTMLElement} */ (form.querySelector(".glossary-count"));
const sections = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".glossary-letter"));
const { none, ...forms } = JSON.parse(form.dataset.count ?? "{}");
const words = createWords({ count: forms, none }, document.documentElement.lang);

field.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());

function filter() {
  let shown = 0;
  for (const section of sections) {
    let here = 0;
    for (const entry of /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".entry"))) {
      const fits = matches(entry.dataset.search ?? "", field.value);
      entry.hidden = !fits;
      here += Number(fits);
    }
    section.hidden = here === 0;
    const letter = document.querySelector(`.glossary-letters > [href="#${section.id}"]`);
    if (letter instanceof HTMLElement) letter.hidden = here === 0;
    shown += here;
  }
  count.textContent = shown ? words.say("count", { n: shown }) : words.say("none");
}
