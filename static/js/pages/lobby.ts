// @ts-check
/** The page where one waits to be let in: a place in the queue, a check, and then the session. */

import { html, render } from "lit-html";
import { announce, pageWords, setText, tameMenus } from "../lib/dom.js";
import { newId } from "../lib/id.js";
import { openLink } from "../live/link.js";
import { runCheck } from "../lobby/check.js";
import { tellOwnTimes } from "../rooms/own_time.js";
import { mountTextSize } from "../rooms/text_size.js";

/** @typedef {import("../lobby/check.js").Place} Place */

const LOOK_EVERY = 15_000;

const words = pageWords();
const find = (/** @type {string} */ one) => /** @type {HTMLElement} */ (document.querySelector(one));
const { seat = "", state = "", nextScript = "" } = document.body.dataset;
const linkWords = find("[data-mount='lobby/link']");
let isChecked = false;

const link = openLink({ seat, onBroadcast: hear, onChange: changed });

document.body.dataset.runs = "";
tameMenus();
tellOwnTimes();
// What the server drew is not lit's.
linkWords.textContent = "";
mountTextSize(find("[data-mount='rooms/text_size']"), null, words);
setInterval(() => void look(), LOOK_EVERY);
changed();

/** @param {string} name */
function hear(name) {
  if (name === "lobby.admitted") announce(words.say("lobby.said_admitted"));
  if (name === "lobby.admitted" || name === "lobby.refused") location.reload();
}

function changed() {
  drawLink();
  if (link.status !== "up") return;
  void look();
  if (!isChecked) void check();
}

async function check() {
  isChecked = true;
  await runCheck(find("[data-mount='lobby/check']"), { look, note }, words);
  // What the session begins with is here when the door opens.
  if (nextScript) void fetch(nextScript).catch(() => null);
}

/** @returns {Promise<Place | null>} */
async function look() {
  if (link.status !== "up") return null;
  const place = /** @type {Place | null} */ ((await link.ask("lobby.look", {}))?.lobby ?? null);
  if (place) show(place);
  return place;
}

/** @param {Place} place */
function show(place) {
  // Let in, turned away or over, and it was not heard.
  if (place.state !== state || place.session === "ended") return location.reload();
  setText(document.getElementById("place"), words.say("lobby.place", { n: place.place }));
}

/** @param {string} quality */
function note(quality) {
  void link.ask("lobby.link", { quality, op_id: newId() });
}

function drawLink() {
  const up = connection();
  render(
    html`<p class="link-words" data-connection=${up}>
      <span class="link-sign" aria-hidden="true"></span>
      <span>${up === "refused" ? words.refusal(link.refusal ?? undefined) : words.say(`connection.${up}`)}</span>
    </p>`,
    linkWords,
  );
}

function connection() {
  if (link.status === "up") return "connected";
  if (link.status === "down") return link.offline ? "offline" : "reconnecting";
  return link.status;
}
