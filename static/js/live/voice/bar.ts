/** Draws the hosts' voice bar: their own microphone, the other speakers, and listening. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Msg } from "../../kit/words.ts";
import { createAskerHearing } from "./asker_hearing.ts";
import { channelName, channelOf, channelsOf } from "./channels.ts";
import { FAULT_TEXTS } from "./fault_texts.ts";
import { createHearing } from "./hearing.ts";
import { hearingView } from "./hearing_view.ts";
import type { Speaking, SpeakingState } from "./speaking.ts";

const CONTROL = "voice.take";
const STATES: Partial<Record<SpeakingState, Msg>> = {
  testing: msg("Say something: the bar must move. Nobody hears you."),
  taking: msg("Allow this page to use the microphone"),
  on: msg("You are speaking"),
  waiting: msg("The connection is down: nobody hears you now"),
  lost: msg("You no longer speak: somebody else has begun, perhaps you in another tab"),
  ...FAULT_TEXTS,
};
const MUTED = msg("You are muted");
const NOT_LOADED = msg("The microphone could not be loaded. Try again.");

/** @param channel the channel in which this member speaks; null if they only listen */
export function mountVoiceBar(element: HTMLElement, lectern: Lectern, channel: string | null) {
  const { room, words } = lectern;
  const hearing = createHearing(room, room.state.me.language, spokenChannel);
  let speaking: Speaking | null = null;
  let isLoading = false;
  let hasFailed = false;
  let failures = 0;
  let microphones: { id: string; label: string }[] = [];
  let chosenMicrophone = "";
  let shownState = "";
  let redraw = () => {};

  function spokenChannel() {
    return isSpeaking() && !isYielded() ? channel : null;
  }

  const isTesting = () => speaking?.state === "testing";
  const isSpeaking = () => speaking !== null && ["taking", "on", "waiting", "yielded"].includes(speaking.state);
  const isYielded = () => speaking?.state === "yielded";
  const yieldsTo = (holder: number) => Boolean(room.state.talk?.grants?.some(({ member }) => member === holder));
  const hearAsker = createAskerHearing(hearing, channel);

  async function load(): Promise<Speaking | null> {
    const { speaker, worklet = "" } = document.body.dataset;
    if (speaking || isLoading || channel === null) return speaking;
    isLoading = true;
    hasFailed = false;
    redraw();
    try {
      // A browser does not fetch a module again under the same name after a failure.
      const { createSpeaking, listMicrophones } = await import(`${speaker}?${failures}`);
      speaking = createSpeaking({ room, channel, workletUrl: worklet, take: takeChannel, yieldsTo, onChange, onLevel: showLevel });
      listNow = listMicrophones;
    } catch {
      hasFailed = true;
      failures += 1;
    }
    isLoading = false;
    redraw();
    return speaking;
  }

  let listNow: () => Promise<typeof microphones> = async () => [];

  function onChange() {
    hearAsker(isYielded());
    void listNow().then((list) => {
      microphones = list.filter(({ label }) => label);
      redraw();
    });
    redraw();
  }

  async function takeChannel() {
    const { holder } = channelOf(room.state, channel ?? "");
    const answer = await room.send("voice.take", { holder });
    lectern.note(CONTROL, answer);
    return answer.ok;
  }

  async function test() {
    await (await load())?.test(chosenMicrophone || undefined);
  }

  async function speak() {
    const { holder } = channelOf(room.state, channel ?? "");
    if (holder !== null && holder !== room.state.me.member && !lectern.twice.press(CONTROL)) return;
    if (!lectern.isReady) return;
    const loaded = await load();
    if (hearing.channel === channel) hearing.stop();
    await loaded?.start(chosenMicrophone || undefined);
  }

  function showLevel(level: number) {
    const meter = element.querySelector("meter");
    if (meter) meter.value = level;
  }

  function stateText(): string {
    if (hasFailed) return words.say(NOT_LOADED);
    if (isLoading) return words.say("Loading…");
    if (speaking?.isMuted && speaking.state === "on") return words.say(MUTED);
    const state = STATES[speaking?.state ?? "off"];
    if (state) return words.say(state);
    const { name, holder } = channelOf(room.state, channel ?? "");
    if (name === null) return "";
    if (isYielded()) return words.say("{name} is asking a question", { name: isolated(name) });
    if (lectern.twice.isAsked(CONTROL)) return words.say("{name} is speaking. Press once more to take over.", { name: isolated(name) });
    return holder === room.state.me.member ? words.say("You speak in another tab") : "";
  }

  function speakingControls() {
    if (channel === null) return nothing;
    if (!isSpeaking() || !speaking) {
      return html`<button type="button" class="button" aria-disabled=${String(!lectern.isReady || isLoading)} @click=${() => void speak()}>${words.say("Speak")}</button>`;
    }
    const { isMuted, stop, mute } = speaking;
    return html`${meter()}
      <button type="button" class="button quiet" aria-pressed=${String(isMuted)} @click=${() => mute(!isMuted)}>${words.say("Mute")}</button>
      ${microphones.length > 1 ? microphoneChoice() : nothing}
      <button type="button" class="button stop" @click=${stop}>${words.say("Stop speaking")}</button>`;
  }

  function microphoneChoice() {
    const choose = (event: Event) => {
      chosenMicrophone = (event.target as HTMLSelectElement).value;
      void (isTesting() ? test() : speaking?.start(chosenMicrophone));
    };
    return html`<select class="input" aria-label=${words.say("Microphone")} @change=${choose}>
      ${microphones.map(({ id, label }) => html`<option value=${id} ?selected=${id === chosenMicrophone}>${label}</option>`)}
    </select>`;
  }

  /** Before the session, the microphone can be tested. */
  function testControls() {
    const isOff = String(isLoading);
    if (!speaking || !isTesting()) {
      return html`<button type="button" class="button quiet" aria-disabled=${isOff} @click=${() => void test()}>${words.say("Test the microphone")}</button>`;
    }
    return html`${meter()} ${microphones.length > 1 ? microphoneChoice() : nothing}
      <button type="button" class="button quiet" @click=${speaking.stop}>${words.say("Stop")}</button>`;
  }

  const meter = () => html`<meter class="voice-level" min="0" max="1" aria-label=${words.say("Loudness of the microphone")}></meter>`;

  /** The other speakers, each with a button that silences them. Participants with a grant are shown elsewhere. */
  function others() {
    const isOther = (holder: number | null) => holder !== null && holder !== room.state.me.member && !yieldsTo(holder);
    const speakers = channelsOf(room.state).filter(([, { holder }]) => isOther(holder));
    return speakers.map(([name, { name: speaker }]) => {
      const values = { name: isolated(speaker ?? ""), channel: channelName(words, name) };
      const label = words.say("Silence {name}", values);
      return html`<span class="voice-other"><span>${words.say("{channel}: {name}", values)}</span>
        ${commandButton(lectern, { name: `voice.silence ${name}`, command: "voice.silence", fields: { channel: name }, label, look: "plain" })}</span>`;
    });
  }

  function template() {
    const { state } = room.state.room;
    element.hidden = state === "ended" || (state === "planned" && channel === null);
    if (state !== "live" && hearing.state !== "off") hearing.stop();
    if (state !== "planned" && isTesting()) speaking?.stop();
    const text = stateText();
    if (text !== shownState && text) announce(text);
    shownState = text;
    return html`<div class="voice-speak">${state === "live" ? speakingControls() : testControls()}<p class="voice-state" data-on=${String(isSpeaking() && !speaking?.isMuted)}>${text}</p></div>
      <div class="voice-hear">${hearingView(room, words, hearing, spokenChannel())}</div>
      <div class="voice-others">${others()}</div>
      ${refusalLine(lectern.refusalOf(CONTROL))}`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return together(lectern.onChange, hearing.subscribe, every(5000))(draw);
  });
}
