// @ts-check
/** Writing a message: the field of a participant, and what is on its way. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../lib/events.js";
import { languageField } from "../lib/language_field.js";
import { underWay } from "../live/under_way.js";
import { refusalOf, sendTyped } from "../rooms/typed.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */

/**
 * @param {Room} room
 * @param {Words} words
 * @param {Pick<import("../live/hooks.js").Shared, "drafts" | "screen">} shared
 */
export function messageForm(room, words, { drafts, screen }) {
  const isForAll = room.state.chat.mode === "everyone";
  const language = () => drafts.get("chat.language") ?? room.state.me.language;

  /** @param {Event} event */
  function say(event) {
    event.preventDefault();
    const to = isForAll ? (drafts.get("chat.to") ?? "everyone") : "private";
    void sendTyped({ drafts, screen }, "chat", (text) =>
      room.send("chat.say", { text, language: language(), to }, { kept: true }),
    );
  }

  return html`<form class="talk-form" @submit=${say}>
    ${isForAll ? recipients(words, drafts) : html`<p class="small quietly">${words.say("chat.only_hosts")}</p>`}
    <div class="field">
      <label for="chat-text">${words.say("chat.write")}</label>
      <textarea
        class="input"
        id="chat-text"
        rows="2"
        maxlength="500"
        dir="auto"
        required
        .value=${live(drafts.get("chat") ?? "")}
        @input=${(/** @type {Event} */ event) => drafts.set("chat", inputOf(event).value)}
        @keydown=${sendByKey}
      ></textarea>
      ${refusalOf(room, words, ({ command }) => command === "chat.say")}
    </div>
    <div class="talk-send">
      ${languageField("chat-language", words.say("chat.language"), words, language(), (tag) => drafts.set("chat.language", tag))}
      <button class="button">${words.say("chat.send")}</button>
    </div>
  </form>`;
}

/** @param {Words} words @param {import("../rooms/drafts.js").Drafts} drafts */
function recipients(words, drafts) {
  const chosen = drafts.get("chat.to") ?? "everyone";
  return html`<label class="talk-language" for="chat-to"
    ><span>${words.say("chat.to")}</span>
    <select class="input" id="chat-to" @change=${(/** @type {Event} */ event) => drafts.set("chat.to", inputOf(event).value)}>
      <option value="everyone" ?selected=${chosen === "everyone"}>${words.say("chat.to_everyone")}</option>
      <option value="private" ?selected=${chosen === "private"}>${words.say("chat.to_hosts")}</option>
    </select>
  </label>`;
}

/** Messages without an answer yet. @param {Room} room @param {Words} words @param {string[]} told the own ones */
export function onTheirWay(room, words, told) {
  const word = room.connection === "connected" ? "chat.sending" : "chat.kept";
  return underWay(room.waiting, ["chat.say"], told).map(
    ({ fields }) => html`<li class="message" data-mine="true">
      <p class="message-about">${words.say(word)}</p>
      <p class="message-text" lang=${fields.language} dir="auto">${fields.text}</p>
    </li>`,
  );
}

/** Enter sends where there is a keyboard with it; with Shift it goes to the next line. @param {KeyboardEvent} event */
export function sendByKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(hover: hover)").matches) return;
  event.preventDefault();
  // `requestSubmit` is missing in Safari before 16.
  /** @type {HTMLTextAreaElement} */ (event.target).form?.querySelector("button")?.click();
}
