/** Draws the interpreter's direction: into their own language, or into the presenters' language. */

import { html, nothing } from "lit-html";

import type { Words } from "../../kit/words.ts";
import type { Lectern } from "../console/lectern.ts";
import { channelName } from "./channels.ts";
import type { Hearing } from "./hearing.ts";

/** A function key: it works while the interpreter types a caption, and on every keyboard layout. */
const KEY = "F8";

/** @param directions the languages into which this member may speak; the second is that of the presenters */
export function directionChoice(lectern: Lectern, directions: string[], into: string, turnTo: (direction: string) => void) {
  const { words } = lectern;
  if (directions.length < 2) return nothing;
  const labels = [words.nameOf(directions[0]), words.say("{language} (for the presenters)", { language: words.nameOf(directions[1]) })];
  return html`<span class="voice-into" role="group" aria-label=${words.say("Speak into")}>
    ${directions.map((direction, index) => html`<button type="button" class="button quiet" aria-pressed=${String(direction === into)} aria-keyshortcuts=${KEY}
      aria-disabled=${String(!lectern.isReady)} title=${labels[index]} @click=${() => turnTo(direction)}><span>${labels[index]}</span></button>`)}
    <kbd>${KEY}</kbd>
  </span>`;
}

/** Turns to the other direction at the key. */
export function onDirectionKey(directions: string[], into: () => string, turnTo: (direction: string) => void) {
  if (directions.length < 2) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== KEY || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    turnTo(directions[into() === directions[0] ? 1 : 0]);
  });
}

/** Says what the interpreter hears, and into which language they speak. */
export function relayWords(words: Words, hearing: Hearing, into: string) {
  const isOn = !["off", "unloaded", "failed", "blocked"].includes(hearing.state);
  const values = { source: channelName(words, hearing.channel), language: words.nameOf(into) };
  const text = isOn ? words.say("You hear: {source}. You speak into: {language}.", values) : words.say("You do not listen here. You speak into: {language}.", values);
  return html`<p class="voice-relay" title=${text}>${text}</p>`;
}
