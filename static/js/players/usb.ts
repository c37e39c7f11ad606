// @ts-check
/** A course on a USB stick: opened as a file, without a server, by several people in turn. */

import { html } from "lit-html";
import { play } from "../player/play.js";
import { answersName, answersText, download } from "../usb/file.js";
import { createPeople, fileRecorder } from "../usb/people.js";
import { askWho } from "../usb/who.js";

/**
 * What `pack.js` brings: see `webinar/offline/package.py`.
 * @typedef {{id: string, course: string, people: {number: string, name: string}[], pack: import("../player/types.js").Pack}} Brought
 */

/** @type {Brought} */
const { pack, people: roster, ...from } = /** @type {any} */ (globalThis).WEBINAR_PACKAGE;
const element = /** @type {HTMLElement} */ (document.getElementById("player"));
const people = createPeople(from.id);

void begin();

async function begin() {
  let language = guessed();
  for (;;) {
    const { person, language: chosen } = await askWho(element, pack, roster, people, language);
    language = await study(person, chosen);
  }
}

/**
 * Until somebody else wants to come.
 * @param {import("../usb/people.js").Person} person
 * @param {string} language
 * @returns {Promise<string>} the language that was read in last
 */
function study(person, language) {
  return new Promise((resolve) => {
    let redraw = () => {};
    const recorder = fileRecorder(people, person.key, pack, () => redraw());

    function save() {
      const { deeds } = people.notebook(person.key);
      const now = new Date();
      download(answersName(from.course, person, now), answersText(from, pack.edition, person, deeds, now.getTime()));
      people.change(person.key, (book) => void (book.sent = deeds.length));
      redraw();
    }

    /** @param {import("../lib/words.js").Words} words */
    function carrier(words) {
      const n = people.unsaved(person.key);
      const isEmpty = people.notebook(person.key).deeds.length === 0;
      return html`<section class="player-carrier" aria-label=${words.say("usb.save")}>
        <p><bdi>${person.name}</bdi>${person.number ? html` · <bdi>${person.number}</bdi>` : ""}</p>
        <p class="small ${n ? "" : "quietly"}" role="status">${words.say(isEmpty ? "usb.nothing" : n ? "usb.unsaved" : "usb.all_saved", { n })}</p>
        ${people.isKept ? "" : html`<p class="stop" role="alert">${words.say("usb.memory")}</p>`}
        <p class="player-row">
          <button class="button" @click=${save}>${words.say("usb.save")}</button>
          <button class="button quiet" @click=${() => leave()}>${words.say("usb.other")}</button>
        </p>
      </section>`;
    }

    let leave = () => {};
    void play(element, pack, recorder, { carrier, language }).then((playing) => {
      redraw = playing.draw;
      leave = () => {
        playing.stop();
        resolve(document.documentElement.lang);
      };
    });
  });
}

function guessed() {
  const wanted = navigator.languages.map((tag) => (tag.startsWith("fa") ? "prs" : (tag.split("-")[0] ?? "")));
  return wanted.find((tag) => pack.languages.includes(tag)) ?? pack.languages[0] ?? "en";
}
