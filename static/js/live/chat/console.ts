/** Draws the console's tab of the chat: its mode, all messages or one thread, and a field to write. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";

import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { announce } from "../../kit/dom.ts";
import { inputOf } from "../../kit/events.ts";
import { languageField } from "../../kit/language_field.ts";
import { shelf } from "../../kit/storage.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn, type Msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";
import { createDrafts } from "../../room/rooms/drafts.ts";
import { sendTyped } from "../../room/rooms/typed_text.ts";
import { sendByKey } from "./writing.ts";
import { createHistory, type History } from "./history.ts";
import { messageItem, messageList } from "./message.ts";

const MODES = [
  ["off", msgIn("chat", "Nobody")],
  ["hosts", msgIn("chat", "To the hosts only")],
  ["everyone", msgIn("chat", "Everyone")],
] as const;
const [SET, SAY] = ["chat.set", "chat.say"];

let history: History | null = null;

export const chat: OnConsole = { panels: { chat: mount }, counts: { chat: () => history?.unread() ?? 0 } };

function mount(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;
  const { code } = room.state.room;
  const drafts = createDrafts(shelf("sessionStorage"), `${code}.${room.state.me.member}`);
  const mountedHistory = createHistory(room, shelf("localStorage"), () => redraw());
  history = mountedHistory;
  /** The number of the participant whose private thread is shown; 0 shows everything. */
  let thread = 0;
  let redraw = () => {};

  function template() {
    const { chat } = room.state;
    const shownMessages = mountedHistory.messages().filter((message) => !thread || message.thread === thread);
    // A panel that is not selected is hidden, so messages that arrive meanwhile stay unread.
    if (element.offsetParent !== null && !document.hidden) mountedHistory.markRead();
    announceLast(shownMessages);
    const offText = () => words.say("The chat is switched off. What was written stays in the record.");
    return html`${modes(lectern)} ${chat.mode === "off" ? html`<p class="quietly">${offText()}</p>` : nothing} ${threads()}
      ${mountedHistory.hasEarlier ? html`<button type="button" class="button quiet" @click=${mountedHistory.fetchEarlier}>${words.say("Show earlier messages")}</button>` : nothing}
      ${shownMessages.length
        ? messageList(element, words, repeat(shownMessages, ({ id }) => id, item))
        : html`<p class="quietly">${words.say("Nobody has written anything yet.")}</p>`}
      ${chat.mode === "off" ? nothing : form()}`;
  }

  function threads() {
    const names = new Map(mountedHistory.messages().flatMap(({ thread: number }) => (number === undefined ? [] : [[number, nameOf(number)]])));
    if (thread && !names.has(thread)) names.set(thread, nameOf(thread));
    if (!names.size) return nothing;
    const choose = (event: Event) => show(Number(inputOf(event).value));
    return html`<label class="talk-language" for="chat-show"
      ><span>${words.say("Show")}</span>
      <select class="input" id="chat-show" .value=${live(String(thread))} @change=${choose}>
        <option value="0">${words.say("All messages")}</option>
        ${[...names].map(([number, name]) => html`<option value=${number} ?selected=${number === thread}>${words.say("Private")}: ${name}</option>`)}
      </select>
    </label>`;
  }

  function nameOf(number: number) {
    const person = room.state.people?.members.find(({ member }) => member === number);
    return person?.name ?? mountedHistory.messages().find(({ member }) => member === number)?.by ?? String(number);
  }

  function show(number: number) {
    thread = number;
    redraw();
  }

  function answer(number: number) {
    show(number);
    document.getElementById("chat-text")?.focus();
  }

  function item(message: Message) {
    const isMine = message.member === room.state.me.member;
    const note = message.thread === undefined ? "" : `${words.say("Private")}${message.host ? `: ${nameOf(message.thread)}` : ""}`;
    return messageItem(message, words, { isMine, note, language: room.state.me.language }, controls(message));
  }

  function controls(message: Message) {
    if (room.state.room.state !== "live") return nothing;
    const isMuted = room.state.chat.mutes?.includes(message.member) ?? false;
    const name = `message ${message.id}`;
    const act = (command: string, fields: object) => lectern.act(name, command, fields);
    const button = (label: Msg, press: () => unknown) =>
      html`<button type="button" class="button plain" aria-disabled=${String(!lectern.isReady)} @click=${press}>${words.say(label)}</button>`;

    function remove() {
      if (lectern.twice.press(name)) void act("chat.remove", { message: message.id });
    }

    const isAsked = lectern.twice.isAsked(name);
    const mute = () => act("chat.mute", { member: message.member, on: !isMuted });

    return html`<p class="message-controls">
        ${message.host ? nothing : button(msg("Answer privately"), () => answer(message.member))}
        ${message.removed ? nothing : button(isAsked ? msg("Remove for good?") : msg("Remove"), remove)}
        ${message.host ? nothing : button(isMuted ? msg("Let them write again") : msg("Pause writing"), mute)}
        ${isMuted ? html`<span class="small quietly">${words.say("Writing is paused")}</span>` : nothing}
      </p>
      ${lectern.refusalOf(name) ? refusalLine(lectern.refusalOf(name)) : nothing}`;
  }

  function form() {
    const language = drafts.get("chat.language") ?? room.state.me.language;
    return html`<form class="talk-form" novalidate @submit=${say}>
      <div class="field">
        <label for="chat-text"
          >${words.say(msgIn("message", "To"))}: ${thread ? html`<bdi>${nameOf(thread)}</bdi> (${words.say("Private")})` : words.say(msgIn("message", "Everyone"))}</label
        >
        <textarea
          class="input"
          id="chat-text"
          rows="2"
          maxlength="500"
          dir="auto"
          .value=${live(drafts.get("chat") ?? "")}
          @input=${(event: Event) => drafts.set("chat", inputOf(event).value)}
          @keydown=${sendByKey}
        ></textarea>
        ${refusalLine(lectern.refusalOf(SAY))}
      </div>
      <div class="talk-send">
        ${languageField("chat-language", words.say("Written in"), words, language, (tag) => drafts.set("chat.language", tag))}
        <button class="button" aria-disabled=${String(!lectern.isFree(SAY))}>${words.say("Send")}</button>
      </div>
    </form>`;
  }

  function say(event: SubmitEvent) {
    event.preventDefault();
    if (!lectern.isFree(SAY)) return;
    const recipient = thread ? { to: "private", member: thread } : { to: "everyone" };
    const language = drafts.get("chat.language") ?? room.state.me.language;
    const send = async (text: string) => ({ ok: await lectern.act(SAY, SAY, { text, language, ...recipient }) });
    void sendTyped({ drafts, screen: { redraw } }, "chat", send);
  }

  let announcedId = 0;
  /** Announces a participant's message, but not to somebody who is writing. */
  function announceLast(shownMessages: Message[]) {
    const last = shownMessages[shownMessages.length - 1];
    if (last && announcedId && last.id > announcedId && !last.host && document.activeElement?.id !== "chat-text") announce(`${last.by}: ${last.text}`);
    announcedId = Math.max(announcedId, last?.id ?? 0);
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}

/** Sets who may write to whom. */
function modes(lectern: Lectern) {
  const { words, room } = lectern;
  const { chat, room: session } = room.state;
  const isOff = !lectern.isReady || session.state === "ended";
  return html`<fieldset class="field">
    <legend>${words.say("Who may write")}</legend>
    <div class="chat-modes">
      ${MODES.map(
        ([mode, name]) => html`<button
          type="button"
          class="button quiet"
          aria-pressed=${String(chat.mode === mode)}
          aria-disabled=${String(isOff || lectern.isBusy(SET))}
          @click=${() => chat.mode !== mode && !isOff && lectern.act(SET, SET, { mode })}
        >
          ${words.say(name)}
        </button>`,
      )}
    </div>
    ${refusalLine(lectern.refusalOf(SET))}
  </fieldset>`;
}
