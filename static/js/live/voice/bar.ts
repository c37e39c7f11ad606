/** Draws the hosts' voice bar: their own microphone, the other speakers, and listening. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { announce } from "../../kit/dom.ts";
import { importLate } from "../../kit/late_module.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn } from "../../kit/words.ts";
import { createAskerHearing } from "./asker_hearing.ts";
import { isHolding, ownVoiceWords } from "./bar_words.ts";
import { channelOf, channelsOf, FLOOR } from "./channels.ts";
import { directionChoice, onDirectionKey, relayWords } from "./direction.ts";
import { hearingControls, hearingWords } from "./hearing_view.ts";
import { createVoiceListeners } from "./listeners.ts";
import { listenersMenu } from "./listeners_view.ts";
import { createNotice } from "./notice.ts";
import { otherSpeakers } from "./others.ts";
import { speakButton } from "./speak_button.ts";
import { createRelay } from "./relay.ts";
import type { Speaking } from "./speaking.ts";

const CONTROL = "voice.take";
const VOICE = msgIn("sound", "Voice");
const NOT_LOADED = msg("The microphone could not be loaded. Try again.");

/** @param channel the channel in which this member speaks; null if they only listen */
export function mountVoiceBar(element: HTMLElement, lectern: Lectern, channel: string | null) {
  const { room, words } = lectern;
  const presentation = room.state.room.languages[0];
  const isInterpreter = channel !== null && channel !== FLOOR;
  const hearing = createRelay(room, { isInterpreter, presentation, spoken: spokenChannel });
  const listeners = createVoiceListeners(room);
  /** An interpreter may speak into two languages; `into` is the present one, `asked` one that a press asked about. */
  const directions = isInterpreter ? [...new Set([channel, presentation])] : [];
  let into = channel ?? "";
  let asked = into;
  let speaking: Speaking | null = null;
  let taker: string | null = null;
  let isLoading = false;
  let hasFailed = false;
  let microphones: { id: string; label: string }[] = [];
  let chosenMicrophone = "";
  const notice = createNotice(lectern.now, announce);
  let redraw = () => {};

  function spokenChannel() {
    return isSpeaking() && !isYielded() ? into : null;
  }

  const isTesting = () => speaking?.state === "testing";
  const isSpeaking = () => speaking !== null && isHolding(speaking.state);
  const isYielded = () => speaking?.state === "yielded";
  const yieldsTo = (holder: number) => Boolean(room.state.talk?.grants?.some(({ member }) => member === holder));
  /** Whether somebody else speaks there. Participants with a grant are shown elsewhere. */
  const isOther = (holder: number | null) => holder !== null && holder !== room.state.me.member && !yieldsTo(holder);
  /** Whether somebody speaks in any channel, this member among them. */
  const isAnybodyHeard = () => channelsOf(room.state).some(([, { holder }]) => holder !== null);
  const hearAsker = createAskerHearing(hearing);

  async function load(): Promise<Speaking | null> {
    const { speaker, worklet = "" } = document.body.dataset;
    if (speaking || isLoading || channel === null) return speaking;
    isLoading = true;
    hasFailed = false;
    redraw();
    try {
      const { createSpeaking, listMicrophones } = await importLate(speaker);
      speaking = createSpeaking({ room, channel: into, workletUrl: worklet, take: takeChannel, yieldsTo, onChange, onLevel: showLevel });
      listNow = listMicrophones;
    } catch {
      hasFailed = true;
    }
    isLoading = false;
    redraw();
    return speaking;
  }

  let listNow: () => Promise<typeof microphones> = async () => [];

  function onChange() {
    into = speaking?.channel ?? into;
    taker = speaking?.state === "lost" ? (taker ?? nameOfOther(into)) : null;
    hearAsker(isYielded());
    void listNow().then((list) => {
      microphones = list.filter(({ label }) => label);
      redraw();
    });
    redraw();
  }

  function nameOfOther(channel: string) {
    const { holder, name } = channelOf(room.state, channel);
    return holder === room.state.me.member ? null : name;
  }

  async function takeChannel(channel: string) {
    const { holder } = channelOf(room.state, channel);
    const answer = await room.send("voice.take", { holder, channel });
    lectern.note(CONTROL, answer);
    return answer.ok;
  }

  async function test() {
    await (await load())?.test(chosenMicrophone || undefined);
  }

  async function speak() {
    if (!mayTake(into) || !lectern.isReady) return;
    await (await load())?.start(chosenMicrophone || undefined);
  }

  /** Whether nobody else speaks in this channel, or this is the second press that takes it over. */
  function mayTake(wished: string) {
    const { holder, offered } = channelOf(room.state, wished);
    asked = wished;
    return holder === null || offered || holder === room.state.me.member || lectern.twice.press(CONTROL);
  }

  function turnTo(next: string) {
    if (next === into || !lectern.isReady || (isSpeaking() && !mayTake(next))) return;
    into = next;
    speaking?.move(next);
    redraw();
  }

  function showLevel(level: number) {
    const meter = element.querySelector("meter");
    if (meter) meter.value = level;
  }

  function stateText(): string {
    if (hasFailed) return words.say(NOT_LOADED);
    if (isLoading) return words.say("Loading…");
    const { state = "off", isMuted = false } = speaking ?? {};
    return ownVoiceWords(room.state, words, { state, isMuted, into, asked: lectern.twice.isAsked(CONTROL) ? asked : null, taker });
  }

  /** A line has no place for a long sentence: it stands over the line for a while, then is cut there. */
  function stateView() {
    const text = stateText();
    const { state = "" } = speaking ?? {};
    const isBrief = ["on", "yielded"].includes(state) && !lectern.twice.isAsked(CONTROL) && !channelOf(room.state, into).offered;
    const isNew = notice.note(text);
    return html`<p class="voice-state" data-on=${String(speaking?.state === "on" && !speaking.isMuted)} data-note=${String(isNew && !isBrief)} title=${text}>${text}</p>`;
  }

  function speakingControls() {
    if (channel === null) return nothing;
    if (!isSpeaking() || !speaking) {
      return speakButton(lectern, { isOffered: channelOf(room.state, into).offered, isAsked: lectern.twice.isAsked(CONTROL) && asked === into, isLoading }, () => void speak());
    }
    const { isMuted, stop, mute } = speaking;
    return html`${meter()}
      <button type="button" class="button quiet" aria-pressed=${String(isMuted)} @click=${() => mute(!isMuted)}>${words.say("Mute")}</button>
      ${microphones.length > 1 ? microphoneChoice() : nothing} ${isInterpreter ? offerButton() : nothing}
      <button type="button" class="button stop" @click=${stop}>${words.say("Stop speaking")}</button>`;
  }

  /** Asks the colleagues of the booth to take over, as at the lane of captions. */
  function offerButton() {
    const { offered, turn } = channelOf(room.state, into);
    const label = words.say(offered ? "I go on" : "Ask to be followed");
    return commandButton(lectern, { name: "voice.offer", command: "voice.offer", fields: { turn, offered: !offered }, label, look: "quiet" });
  }

  function microphoneChoice() {
    const present = chosenMicrophone || microphones[0]?.id;
    const choose = (event: Event, id: string) => {
      chosenMicrophone = id;
      void (isTesting() ? test() : speaking?.start(id));
      const menu = (event.currentTarget as Element).closest("details");
      menu?.removeAttribute("open");
      menu?.querySelector("summary")?.focus();
    };
    return html`<details class="menu voice-microphone" data-menu>
      <summary class="button plain">${words.say("Microphone")}</summary>
      <div class="menu-list">
        ${microphones.map(
          ({ id, label }) => html`<button type="button" class="menu-item" aria-current=${id === present ? "true" : nothing} @click=${(event: Event) => choose(event, id)}>
            <bdi>${label}</bdi>
          </button>`,
        )}
      </div>
    </details>`;
  }

  /** Before the session, the microphone can be tested. */
  function testControls() {
    const isOff = String(isLoading);
    if (!speaking || !isTesting()) {
      return html`<button type="button" class="button quiet" aria-disabled=${isOff} @click=${() => void test()}>${words.say("Test the microphone")}</button>`;
    }
    return html`${meter()} ${microphones.length > 1 ? microphoneChoice() : nothing}
      <button type="button" class="button quiet" @click=${speaking.stop}>${words.say("Stop the test")}</button>`;
  }

  /** The channels that can be chosen before anybody has spoken there. */
  function offeredChannels() {
    if (isInterpreter) return [FLOOR, ...room.state.room.languages];
    const hasInterpreters = room.state.people?.members.some(({ role }) => role === "interpreter");
    return hasInterpreters && isSpeaking() ? [presentation] : [];
  }

  const meter = () => html`<meter class="voice-level" min="0" max="1" aria-label=${words.say("Loudness of the microphone")}></meter>`;

  function template() {
    const { state } = room.state.room;
    element.hidden = state === "ended" || (state === "planned" && channel === null);
    if (state !== "live" && hearing.state !== "off") hearing.stop();
    if (state !== "planned" && isTesting()) speaking?.stop();
    const spoken = spokenChannel();
    const offered = state === "live" ? offeredChannels() : [];
    const hear = html`<div class="voice-hear">${hearingControls(room, words, hearing, spoken, offered)} ${listenersMenu(lectern, listeners, isOther)}</div>`;
    return html`<div class="voice-row">
        <div class="voice-speak">${isInterpreter ? html`<b>${words.say(VOICE)}</b>` : nothing} ${directionChoice(lectern, directions, into, turnTo)} ${state === "live" ? speakingControls() : testControls()}</div>
        ${isInterpreter ? nothing : hear}
      </div>
      <div class="voice-row">
        <div class="voice-said">${stateView()} ${hearingWords(room, words, hearing, spoken, offered, isAnybodyHeard())} ${otherSpeakers(lectern, hearing, isOther)}
          ${isInterpreter && state === "live" ? relayWords(words, hearing, into) : nothing}</div>
        ${isInterpreter ? hear : nothing}
      </div>
      ${refusalLine(lectern.refusalOf(CONTROL))}`;
  }

  onDirectionKey(directions, () => into, turnTo);
  return drawInto(element, template, (draw) => {
    redraw = draw;
    return together(lectern.onChange, hearing.subscribe, listeners.subscribe, every(5000))(draw);
  });
}
