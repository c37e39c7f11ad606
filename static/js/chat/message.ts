// @ts-check
/** One message, for participants and hosts. */

import { html, nothing } from "lit-html";

import { localeOf } from "../lib/words.js";

/** @typedef {import("../live/wire.ts").ChatMessageView} Message */
/** @typedef {import("../lib/words.js").Words} Words */

// Closer to the end than this, in pixels, one is at the end.
const NEAR = 40;

/**
 * @param {Message} message
 * @param {Words} words
 * @param {object} about
 * @param {boolean} about.isMine
 * @param {string} about.note to whom it is, where that is not everyone
 * @param {string} about.language the reader's
 * @param {unknown} [controls]
 */
export function messageItem(message, words, { isMine, note, language }, controls = nothing) {
  return html`<li class="message" data-mine=${String(isMine)} data-private=${String(message.thread !== undefined)}>
    <p class="message-about">
      <b><bdi>${message.by}</bdi></b>${message.host ? html` · ${words.say("chat.host")}` : nothing}${note ? html` · ${note}` : nothing}${message.language === language || message.removed
        ? nothing
        : html` · ${words.nameOf(message.language)}`}
      <time class="number" datetime=${message.at}>${timeOf(message.at, words)}</time>
    </p>
    ${message.removed
      ? html`<p class="quietly">${words.say("chat.removed")}</p>`
      : html`<p class="message-text" lang=${message.language} dir="auto">${message.text}</p>`}
    ${controls}
  </li>`;
}

/**
 * Messages, oldest first, in a box of their own that stays at its end unless somebody looks back.
 *
 * @param {HTMLElement} element where it is drawn
 * @param {Words} words
 * @param {unknown} items
 */
export function messageList(element, words, items) {
  const box = element.querySelector(".messages");
  if (!box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) queueMicrotask(() => scrollToEnd(element));
  return html`<ol class="messages" tabindex="0" aria-label=${words.say("chat.messages")}>
    ${items}
  </ol>`;
}

/** @param {HTMLElement} element */
function scrollToEnd(element) {
  const box = element.querySelector(".messages");
  if (box) box.scrollTop = box.scrollHeight;
}

/** On the reader's clock. @param {string} at @param {Words} words */
function timeOf(at, words) {
  return new Date(at).toLocaleTimeString(localeOf(words.language), { hour: "2-digit", minute: "2-digit" });
}
