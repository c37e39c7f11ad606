/** The field in which a participant writes a message, and the messages on their way. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../kit/events.ts";
import { languageField } from "../../kit/language_field.ts";
import { msg, msgIn, type Words } from "../../kit/words.ts";
import type { Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { underWay } from "../../room/engine/under_way.ts";
import type { Drafts } from "../../room/rooms/drafts.ts";
import { refusalOf, sendTyped } from "../../room/rooms/typed.ts";

export function messageForm(room: Room, words: Words, { drafts, screen }: Pick<Shared, "drafts" | "screen">) {
  const isForAll = room.state.chat.mode === "everyone";
  const language = () => drafts.get("chat.language") ?? room.state.me.language;

  function say(event: Event) {
    event.preventDefault();
    const to = isForAll ? (drafts.get("chat.to") ?? "everyone") : "private";
    void sendTyped({ drafts, screen }, "chat", (text) =>
      room.send("chat.say", { text, language: language(), to }, { kept: true }),
    );
  }

  return html`<form class="talk-form" @submit=${say}>
    ${isForAll
      ? recipients(words, drafts)
      : html`<p class="small quietly">${words.say("Only the hosts read what you write here.")}</p>`}
    <div class="field">
      <label for="chat-text">${words.say("Message")}</label>
      <textarea
        class="input"
        id="chat-text"
        rows="2"
        maxlength="500"
        dir="auto"
        required
        .value=${live(drafts.get("chat") ?? "")}
        @input=${(event: Event) => drafts.set("chat", inputOf(event).value)}
        @keydown=${sendByKey}
      ></textarea>
      ${refusalOf(room, words, ({ command }) => command === "chat.say")}
    </div>
    <div class="talk-send">
      ${languageField("chat-language", words.say("Written in"), words, language(), (tag) => drafts.set("chat.language", tag))}
      <button class="button">${words.say("Send")}</button>
    </div>
  </form>`;
}

function recipients(words: Words, drafts: Drafts) {
  const chosen = drafts.get("chat.to") ?? "everyone";
  return html`<label class="talk-language" for="chat-to"
    ><span>${words.say(msgIn("message", "To"))}</span>
    <select class="input" id="chat-to" @change=${(event: Event) => drafts.set("chat.to", inputOf(event).value)}>
      <option value="everyone" ?selected=${chosen === "everyone"}>${words.say(msgIn("message", "Everyone"))}</option>
      <option value="private" ?selected=${chosen === "private"}>${words.say("Only the hosts")}</option>
    </select>
  </label>`;
}

/**
 * Messages without an answer yet.
 * @param told the member's own messages that the server has broadcast
 */
export function onTheirWay(room: Room, words: Words, told: string[]) {
  const word = room.connection === "connected" ? msg("Sending…") : msg("Kept on this device, will be sent");
  return underWay(room.waiting, ["chat.say"], told).map(
    ({ fields }) => html`<li class="message" data-mine="true">
      <p class="message-about">${words.say(word)}</p>
      <p class="message-text" lang=${fields.language} dir="auto">${fields.text}</p>
    </li>`,
  );
}

/** Enter sends if there is a keyboard; Shift with Enter makes a new line. */
export function sendByKey(event: KeyboardEvent) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(hover: hover)").matches) return;
  event.preventDefault();
  // `requestSubmit` is missing in Safari before 16.
  (event.target as HTMLTextAreaElement).form?.querySelector("button")?.click();
}
