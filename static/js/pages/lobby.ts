/** Starts the page for people who wait to be let in: their place in the queue, a check, and then the session. */

import { html, render } from "lit-html";
import { announce, pageWords, setText, tameMenus } from "../kit/dom.ts";
import { newId } from "../kit/id.ts";
import { msg } from "../kit/words.ts";
import { openLink } from "../room/engine/link.ts";
import { fillEntry } from "../room/call/entry.ts";
import { runCheck, type Place } from "../room/lobby/check.ts";
import type { Quality } from "../room/lobby/quality.ts";
import { tellAnnounced } from "../room/rooms/announced.ts";
import { CONNECTION } from "../room/rooms/connection.ts";
import { mountTextSize } from "../room/rooms/text_size.ts";

const LOOK_EVERY_MS = 15_000;
// Its translations have plural forms.
const PLACE = msg(
  "You are number {n}. The presenter lets you in.",
  "You are number {n}. The presenter lets you in.",
);

const words = pageWords();
const find = (selector: string) => document.querySelector(selector) as HTMLElement;
const { seat = "", state = "", nextScript = "" } = document.body.dataset;
const linkWords = find("[data-mount='lobby/link']");
let isChecked = false;

const link = openLink({ seat, onBroadcast: hear, onChange: onLinkChange });

document.body.dataset.runs = "";
tameMenus();
tellAnnounced();
// lit does not own what the server drew.
linkWords.textContent = "";
mountTextSize(find("[data-mount='rooms/text_size']"), null, words);
setInterval(() => void look(), LOOK_EVERY_MS);
onLinkChange();

function hear(name: string) {
  if (name === "lobby.admitted") announce(words.say("You are let in"));
  if (name === "lobby.admitted" || name === "lobby.refused") location.reload();
}

function onLinkChange() {
  drawLink();
  if (link.status !== "up") return;
  void look();
  if (!isChecked) void check();
}

async function check() {
  isChecked = true;
  await runCheck(find("[data-mount='lobby/check']"), { look, note: sendQuality }, words);
  // Fetch the session's first script now, so that it is cached when the door opens.
  if (nextScript) void fetch(nextScript).catch(() => null);
}

async function look(): Promise<Place | null> {
  if (link.status !== "up") return null;
  const place = ((await link.ask("lobby.look", {}))?.lobby ?? null) as Place | null;
  if (place) show(place);
  return place;
}

function show(place: Place) {
  // Somebody was let in, turned away, or the session ended, and this page missed the message.
  if (place.state !== state || place.session === "ended") return location.reload();
  setText(document.getElementById("place"), words.say(PLACE, { n: place.place }));
  const call = find("#call");
  call.hidden = !place.call;
  fillEntry(call, place.call);
}

function sendQuality(quality: Quality) {
  void link.ask("lobby.link", { quality, op_id: newId() });
}

function drawLink() {
  const status = connection();
  render(
    html`<p class="link-words" data-connection=${status}>
      <span class="link-sign" aria-hidden="true"></span>
      <span>${status === "refused" ? words.refusal(link.refusal ?? undefined) : words.say(CONNECTION[status])}</span>
    </p>`,
    linkWords,
  );
}

function connection() {
  if (link.status === "up") return "connected";
  if (link.status === "down") return link.offline ? "offline" : "reconnecting";
  return link.status;
}
