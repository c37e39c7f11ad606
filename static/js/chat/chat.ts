// @ts-check
/** The chat of a participant's room: what was written, and a field to write. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { announce } from "../lib/dom.js";
import { drawInto } from "../lib/view.js";
import { messageItem, messageList } from "./message.js";
import { messageForm, onTheirWay } from "./writing.js";

/** @typedef {import("../live/wire.ts").ChatMessageView} Message */

const SAY_PAUSE = 4000;

/** @param {import("./history.js").History} history @returns {number} the id of the newest message, 0 if there is none */
function lastOf(history) {
  return history.messages().slice(-1)[0]?.id ?? 0;
}

/** Whether somebody has the chat before their eyes. @param {import("../rooms/screen.js").Screen} screen */
export function isRead({ place }) {
  return !document.hidden && place === "chat";
}

/**
 * @param {HTMLElement} element
 * @param {import("../live/room.js").Room} room
 * @param {import("../lib/words.js").Words} words
 * @param {import("../live/hooks.js").Shared & {history: import("./history.js").History}} shared
 */
export function mountChat(element, room, words, { screen, drafts, history }) {
  const isMine = (/** @type {Message} */ { member }) => member === room.state.me.member;
  let said = 0;
  let saying = 0;

  /** Politely: how many have come, once they have stopped coming, and not to somebody who writes. */
  function tell() {
    const last = lastOf(history);
    said ||= last;
    if (last <= said || saying) return;
    saying = window.setTimeout(() => {
      saying = 0;
      if (document.activeElement?.id === "chat-text") return;
      const fresh = history.messages().filter((message) => message.id > said && !isMine(message));
      said = lastOf(history);
      if (fresh.length) announce(words.say("chat.new", { n: fresh.length }));
    }, SAY_PAUSE);
  }

  function template() {
    const { chat } = room.state;
    if (chat.mode !== "off" && (isRead(screen) || history.hasNews)) history.want();
    if (isRead(screen)) history.markRead();
    tell();
    const all = history.messages();
    const waiting = onTheirWay(room, words, all.filter(isMine).map(({ text }) => text));
    return html`<h2 id="chat-title" tabindex="-1">${words.say("chat.place")}</h2>
      ${history.isThere && history.hasEarlier
        ? html`<button type="button" class="button quiet" @click=${history.fetchEarlier}>${words.say("chat.earlier")}</button>`
        : nothing}
      ${all.length || waiting.length
        ? messageList(element, words, [repeat(all, ({ id }) => id, item), waiting])
        : html`<p class="quietly">${words.say(history.isThere ? "chat.none" : "chat.loading")}</p>`}
      ${chat.mode === "off" ? html`<p class="notice">${words.say("chat.off")}</p>` : nothing}
      ${chat.mode !== "off" && chat.muted ? html`<p class="notice warn">${words.say("chat.muted")}</p>` : nothing}
      ${chat.mode === "off" || chat.muted ? nothing : messageForm(room, words, { drafts, screen })}`;
  }

  /** @param {Message} message */
  function item(message) {
    const note = message.thread === undefined ? "" : words.say(message.host ? "chat.from_hosts" : "chat.to_hosts");
    return messageItem(message, words, { isMine: isMine(message), note, language: room.state.me.language });
  }

  const stop = drawInto(element, template, screen.subscribe);
  return () => {
    stop();
    clearTimeout(saying);
    history.close();
  };
}
