/** Plays a course on a USB stick: opened as a file, without a server, by several people in turn. */

import { html } from "lit-html";
import { msg, type Words } from "../../kit/words.ts";
import { play } from "../../learn/player/play.ts";
import type { Pack } from "../../learn/player/types.ts";
import { answersFileName, answersText, download } from "../../learn/usb/file.ts";
import { createPeople, fileRecorder, type Person } from "../../learn/usb/people.ts";
import { choosePerson, MEMORY, UNSAVED } from "../../learn/usb/person_choice.ts";

const ALL_SAVED = msg("Your answers file has everything. Give it to your organiser.");

/** The content of `pack.js`: see `webinar/learn/offline/package.py`. */
type Brought = { id: string; course: string; people: { number: string; name: string }[]; pack: Pack };

const { pack, people: roster, ...source }: Brought = (globalThis as any).WEBINAR_PACKAGE;
const element = document.getElementById("player") as HTMLElement;
const people = createPeople(source.id);

void begin();

async function begin() {
  let language = guessLanguage();
  for (;;) {
    const { person, language: chosenLanguage } = await choosePerson(element, pack, roster, people, language);
    language = await study(person, chosenLanguage);
  }
}

/**
 * Resolves when somebody else wants to start.
 * @returns the language of the last reading
 */
function study(person: Person, language: string): Promise<string> {
  return new Promise((resolve) => {
    let redraw = () => {};
    const recorder = fileRecorder(people, person.key, pack, () => redraw());

    function save() {
      const { deeds } = people.notebook(person.key);
      const now = new Date();
      download(answersFileName(source.course, person, now), answersText(source, pack.edition, person, deeds, now.getTime()));
      people.change(person.key, (book) => void (book.sent = deeds.length));
      redraw();
    }

    function drawCarrier(words: Words) {
      const n = people.unsaved(person.key);
      const isEmpty = people.notebook(person.key).deeds.length === 0;
      return html`<section class="player-carrier" aria-label=${words.say("Save my answers")}>
        <p><bdi>${person.name}</bdi>${person.number ? html` · <bdi>${person.number}</bdi>` : ""}</p>
        <p class="small ${n ? "" : "quietly"}" role="status">
          ${words.say(isEmpty ? "There is nothing to save yet." : n ? UNSAVED : ALL_SAVED, { n })}
        </p>
        ${people.isKept ? "" : html`<p class="stop" role="alert">${words.say(MEMORY)}</p>`}
        <p class="player-row">
          <button class="button" @click=${save}>${words.say("Save my answers")}</button>
          <button class="button quiet" @click=${() => leave()}>${words.say("Somebody else")}</button>
        </p>
      </section>`;
    }

    let leave = () => {};
    void play(element, pack, recorder, { carrier: drawCarrier, language }).then((playing) => {
      redraw = playing.draw;
      leave = () => {
        playing.stop();
        resolve(document.documentElement.lang);
      };
    });
  });
}

function guessLanguage() {
  const preferred = navigator.languages.map((tag) => (tag.startsWith("fa") ? "prs" : (tag.split("-")[0] ?? "")));
  return preferred.find((tag) => pack.languages.includes(tag)) ?? pack.languages[0] ?? "en";
}
