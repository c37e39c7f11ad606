/** The chat of a participant's room: the messages, and a field to write one. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { announce } from "../../kit/dom.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import type { History } from "./history.ts";
import { messageItem, messageList } from "./message.ts";
import { messageForm, onTheirWay } from "./writing.ts";

const SAY_PAUSE = 4000;
const MUTED = msg("You may read here. A host has paused your writing.");

/** The id of the newest message, or 0. */
function lastOf(history: History): number {
  return history.messages().slice(-1)[0]?.id ?? 0;
}

/** Whether the chat is in view. */
export function isRead({ place }: Screen) {
  return !document.hidden && place === "chat";
}

export function mountChat(
  element: HTMLElement,
  room: Room,
  words: Words,
  { screen, drafts, history }: Shared & { history: History },
) {
  const isMine = ({ member }: Message) => member === room.state.me.member;
  let said = 0;
  let saying = 0;

  /** Announces politely how many messages have come: once no more are coming, and not to somebody who is writing. */
  function tell() {
    const last = lastOf(history);
    said ||= last;
    if (last <= said || saying) return;
    saying = window.setTimeout(() => {
      saying = 0;
      if (document.activeElement?.id === "chat-text") return;
      const fresh = history.messages().filter((message) => message.id > said && !isMine(message));
      said = lastOf(history);
      if (fresh.length) announce(words.say(msg("{n} new message", "{n} new messages"), { n: fresh.length }));
    }, SAY_PAUSE);
  }

  function template() {
    const { chat } = room.state;
    if (chat.mode !== "off" && (isRead(screen) || history.hasNews)) history.want();
    if (isRead(screen)) history.markRead();
    tell();
    const all = history.messages();
    const waiting = onTheirWay(room, words, all.filter(isMine).map(({ text }) => text));
    return html`<h2 id="chat-title" tabindex="-1">${words.say("Chat")}</h2>
      ${history.isThere && history.hasEarlier
        ? html`<button type="button" class="button quiet" @click=${history.fetchEarlier}>${words.say("Show earlier messages")}</button>`
        : nothing}
      ${all.length || waiting.length
        ? messageList(element, words, [repeat(all, ({ id }) => id, item), waiting])
        : html`<p class="quietly">${words.say(history.isThere ? "Nobody has written anything yet." : "Loading…")}</p>`}
      ${chat.mode === "off" ? html`<p class="notice">${words.say("The chat is switched off.")}</p>` : nothing}
      ${chat.mode !== "off" && chat.muted ? html`<p class="notice warn">${words.say(MUTED)}</p>` : nothing}
      ${chat.mode === "off" || chat.muted ? nothing : messageForm(room, words, { drafts, screen })}`;
  }

  function item(message: Message) {
    const note = message.thread === undefined ? "" : words.say(message.host ? "To you only" : "Only the hosts");
    return messageItem(message, words, { isMine: isMine(message), note, language: room.state.me.language });
  }

  const stop = drawInto(element, template, screen.subscribe);
  return () => {
    stop();
    clearTimeout(saying);
    history.close();
  };
}
