/** Draws one message, for participants and hosts. */

import { html, nothing } from "lit-html";

import { withAddresses } from "../../kit/addresses.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";

// Less than this many pixels above the end counts as the end.
const NEAR_END_PX = 40;

interface Details {
  isMine: boolean;
  /** The recipient, unless that is everyone. */
  note: string;
  /** The reader's language. */
  language: string;
}

export function messageItem(
  message: Message,
  words: Words,
  { isMine, note, language }: Details,
  controls: unknown = nothing,
) {
  return html`<li class="message" data-mine=${String(isMine)} data-private=${String(message.thread !== undefined)}>
    <p class="message-about">
      <b><bdi>${message.by}</bdi></b>${message.host ? html` · ${words.say("Host")}` : nothing}${note ? html` · ${note}` : nothing}${message.language === language || message.removed
        ? nothing
        : html` · ${words.nameOf(message.language)}`}
      <time class="number" datetime=${message.at}>${timeOf(message.at, words)}</time>
    </p>
    ${message.removed
      ? html`<p class="quietly">${words.say("This message was removed")}</p>`
      : html`<p class="message-text" lang=${message.language} dir="auto">${message.host ? linked(message.text) : message.text}</p>`}
    ${controls}
  </li>`;
}

/** Only hosts' addresses can be opened by a tap: strangers could send people anywhere. */
function linked(text: string) {
  return withAddresses(text).map(({ text: piece, href }) => (href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${piece}</a>` : piece));
}

/**
 * Draws messages, oldest first, in a box that scrolls with them unless the reader has scrolled back.
 * @param element where the messages are drawn
 */
export function messageList(element: HTMLElement, words: Words, items: unknown) {
  const box = element.querySelector(".messages");
  if (!box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX) queueMicrotask(() => scrollToEnd(element));
  return html`<ol class="messages" tabindex="0" aria-label=${words.say("Messages")}>
    ${items}
  </ol>`;
}

function scrollToEnd(element: HTMLElement) {
  const box = element.querySelector(".messages");
  if (box) box.scrollTop = box.scrollHeight;
}

/** Writes the time by the reader's clock. */
function timeOf(at: string, words: Words) {
  return new Date(at).toLocaleTimeString(localeOf(words.language), { hour: "2-digit", minute: "2-digit" });
}
