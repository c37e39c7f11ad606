/** Asks on the first screen of a package who is here. Several people may share a computer. */

import { fill } from "../../kit/fill.ts";
import { html, nothing, render } from "lit-html";
import { inputOf } from "../../kit/events.ts";
import { directionOf } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Pack } from "../player/types.ts";
import { createCourseWords } from "../player/words.ts";
import type { People, Person } from "./people.ts";

export const UNSAVED = msg(
  "{n} entry is not in your answers file yet",
  "{n} entries are not in your answers file yet",
);
export const MEMORY = msg("This browser keeps nothing: save your answers before you close this page.");
const HOW = msg(
  "Your answers stay on this computer under this name. Several people can use one computer in turn.",
);

/**
 * @param roster the names that the organiser put in, or none
 * @param firstLanguage the first language
 */
export function choosePerson(
  element: HTMLElement,
  pack: Pack,
  roster: { number: string; name: string }[],
  people: People,
  firstLanguage: string,
): Promise<{ person: Person; language: string }> {
  const place = document.createElement("div");
  place.className = "player";
  fill(element, place);
  let language = firstLanguage;
  let removingKey = "";
  let isWrong = false;
  return new Promise((resolve) => {
    const enter = (person: Person) => {
      place.remove();
      resolve({ person, language });
    };

    function draw() {
      const words = createCourseWords(pack.words[language] ?? {}, language);
      document.documentElement.lang = language;
      document.documentElement.dir = directionOf(language);
      document.title = pack.title[language] ?? "";
      render(template(words), place);
    }

    function template(words: Words) {
      const knownPeople = people.all();
      return html`<header class="player-head">
          <h1 class="player-title">${pack.title[language]}</h1>
          ${pack.languages.length > 1 ? languages(words) : nothing}
        </header>
        <main class="player-who" id="main">
          ${people.isKept ? nothing : html`<p class="notice stop" role="alert">${words.say(MEMORY)}</p>`}
          ${knownPeople.length
            ? html`<h2>${words.say("Who are you?")}</h2>
                <ul class="player-people">
                  ${knownPeople.map((person) => row(person, words))}
                </ul>`
            : nothing}
          <form class="player-written" @submit=${submit}>
            <h2>${words.say(knownPeople.length ? "Somebody else" : "Who are you?")}</h2>
            ${roster.length ? rosterFields(words) : nameFields(words)}
            <p class="quietly small">${words.say(HOW)}</p>
            <p class="poll-status stop" role="alert">${isWrong ? words.say("Write your name") : ""}</p>
            <p class="player-row"><button class="button">${words.say("Begin")}</button></p>
          </form>
        </main>`;
    }

    function languages(words: Words) {
      const choose = (event: Event) => {
        language = inputOf(event).value;
        draw();
      };
      return html`<label class="player-language">
        <span>${words.say("Language")}</span>
        <select class="input" @change=${choose}>
          ${pack.languages.map((tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === language}>${words.nameOf(tag)}</option>`)}
        </select>
      </label>`;
    }

    function row(person: Person, words: Words) {
      const unsaved = people.unsaved(person.key);
      const remove = () => {
        if (removingKey === person.key) people.remove(person.key);
        removingKey = removingKey === person.key ? "" : person.key;
        draw();
      };
      return html`<li class="player-row">
        <button class="button" @click=${() => enter(person)}><bdi>${person.name}</bdi>${person.number ? html` · <bdi>${person.number}</bdi>` : nothing}</button>
        ${unsaved ? html`<span class="quietly small">${words.say(UNSAVED, { n: unsaved })}</span>` : nothing}
        <button class="button quiet" @click=${remove}>
          ${words.say(removingKey === person.key ? "Yes, remove" : "Remove")}
        </button>
        ${removingKey === person.key
          ? html`<span class="poll-status stop" role="alert"
              >${words.say("What this person did is deleted from this computer.")}</span
            >`
          : nothing}
      </li>`;
    }

    function nameFields(words: Words) {
      return html`<div class="field">
          <label for="who-name">${words.say("Your name")}</label>
          <input id="who-name" name="name" class="input" dir="auto" maxlength="80" autocomplete="off" aria-required="true" />
        </div>
        <div class="field">
          <label for="who-number">${words.say("Your number, if you were given one")}</label>
          <input id="who-number" name="number" class="input" maxlength="20" autocomplete="off" />
        </div>`;
    }

    function rosterFields(words: Words) {
      return html`<div class="field">
        <label for="who-listed">${words.say("Choose your name")}</label>
        <select id="who-listed" name="listed" class="input">
          <option value="">—</option>
          ${roster.map(({ number, name }, index) => html`<option value=${String(index)}>${number}. ${name}</option>`)}
        </select>
      </div>
      <details><summary class="player-more">${words.say("My name is not on the list")}</summary>${nameFields(words)}</details>`;
    }

    function submit(event: Event) {
      event.preventDefault();
      const fields = new FormData(event.target as HTMLFormElement);
      const listed = roster[Number(fields.get("listed") || -1)];
      const name = String(fields.get("name") ?? "").trim();
      isWrong = !listed && !name;
      if (isWrong) return draw();
      enter(listed ? people.add(listed.name, listed.number) : people.add(name, String(fields.get("number") ?? "")));
    }

    draw();
  });
}
