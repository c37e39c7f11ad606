/**
 * Draws the lane of one language at the interpreter's desk: who types, the last lines, and a field for the next
 * one.
 */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { createAbsence } from "../../room/floor/floor.ts";
import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { directionOf, isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import type { LaneView } from "../../room/engine/types.ts";
import type { Mark } from "../../room/engine/wire.ts";
import { createHeard } from "./heard.ts";
import { linesOf } from "./lines.ts";

const CONTROL = "lane";
const EMPTY: LaneView = { holder: null, offered: false, id: 0, text: "", before: "", mark: "" };

/** @param language the language into which this member interprets */
export function mountLane(element: HTMLElement, lectern: Lectern, language: string) {
  const { room, words } = lectern;
  const absence = createAbsence(lectern.now);
  const heardOf = createHeard();
  /** The line that is being corrected. */
  let correctedLine: number | null = null;
  let shownState = "";
  let redraw: () => void = () => {};

  const lane = () => room.state.lanes?.[language] ?? EMPTY;
  const isMine = () => lane().holder === room.state.me.member;
  const holder = () => room.state.people?.members.find((person) => person.member === lane().holder) ?? null;
  const field = () => element.querySelector("#line") as HTMLInputElement;

  function template() {
    const { before, text, id } = lane();
    const heard = heardOf(room.state, language);
    const shownLines = heard ? [text, heard] : [before, text];
    const state = stateWords();
    if (shownState && shownState !== state) announce(state);
    shownState = state;
    return html`<div class="lane-state">
        <p class="floor-who" data-mine=${String(isMine())}><span aria-hidden="true" class="floor-sign"></span><span><b>${words.say("Captions")}</b> · ${words.nameOf(language)}: ${state}</span></p>
        ${buttons()}
      </div>
      <div class="lane-lines" lang=${language} dir=${directionOf(language)} data-part="lines">
        ${byMachine(heard ? "machine" : lane().mark)}
        ${id || heard ? shownLines.map((line) => html`<p>${line}</p>`) : html`<p class="quietly" lang=${words.language} dir=${directionOf(words.language)}>${words.say("Nothing has been typed yet.")}</p>`}
      </div>
      ${form()}
      ${refusalLine(lectern.refusalOf("caption") || lectern.refusalOf(CONTROL))}`;
  }

  /** Says that a machine wrote the newest line, in the language of the page. */
  function byMachine(mark: Mark) {
    if (!mark) return nothing;
    return html`<small class="quietly" lang=${words.language} dir=${directionOf(words.language)}>
      ${words.say(mark === "machine" ? "By machine" : "Captions by machine have stopped")}
    </small>`;
  }

  /** Whether this member may correct the newest line: their own, or one by machine. */
  const mayCorrect = () => Boolean(lane().id) && (isMine() || Boolean(lane().mark));

  const isLive = () => room.state.room.state === "live";

  function stateWords() {
    const name = isolated(holder()?.name ?? "");
    if (correctedLine !== null) return words.say("You correct a line");
    if (room.state.room.state === "planned") return words.say("Readers see your lines once the session has started.");
    if (isMine()) return words.say(lane().offered ? "You have asked to be followed" : "You are typing now");
    if (!holder()) return words.say("Nobody is typing yet");
    if (lectern.twice.isAsked(CONTROL)) return words.say("{name} is typing. Press once more to take over.", { name });
    if (lane().offered) return words.say("{name} asks you to take over", { name });
    if (absence.isLong(holder())) return words.say("{name} is typing and has lost the connection", { name });
    return words.say("{name} is typing now", { name });
  }

  function buttons() {
    if (room.state.room.state === "ended") return nothing;
    return html`${slower()}${turns()}`;
  }

  /** Asks the speaker to slow down, if there is a way to. */
  function slower() {
    const label = words.say("Slower, please");
    return commandButton(lectern, { name: "pace", command: "pace.ask", fields: {}, label, look: "quiet" });
  }

  function turns() {
    if (isMine()) {
      const offered = !lane().offered;
      const label = words.say(offered ? "Ask to be followed" : "I go on");
      return commandButton(lectern, { name: CONTROL, command: "lane.offer", fields: { offered }, label, look: "quiet" });
    }
    if (!holder()) return nothing;
    const isAsked = lectern.twice.isAsked(CONTROL);
    const look = isAsked ? "stop" : lane().offered ? "" : "quiet";
    return html`<button type="button" class="button ${look}" aria-disabled=${String(!lectern.isReady)} @click=${take}>
      ${words.say(isAsked ? "Press again to take over" : "Take over")}
    </button>`;
  }

  function take() {
    if (!lane().offered && !absence.isLong(holder()) && !lectern.twice.press(CONTROL)) return;
    void lectern.act(CONTROL, "lane.take", { holder: lane().holder });
  }

  function form() {
    const isCorrecting = correctedLine !== null;
    const mayType = isLive() && (isMine() || !holder() || isCorrecting);
    const isOff = String(!lectern.isReady || !mayType);
    return html`<form class="lane-form" novalidate @submit=${submit}>
      <input id="line" class="input" name="text" lang=${language} dir="auto" autocomplete="off" autocapitalize="sentences"
        aria-label=${words.say("Caption")} ?disabled=${!mayType} @keydown=${onKey} />
      <button class="button" aria-disabled=${isOff}>${words.say(isCorrecting ? "Save" : "Send")}</button>
      ${isCorrecting
        ? html`<button type="button" class="button quiet" @click=${stopCorrecting}>${words.say("Cancel")}</button>`
        : html`<button type="button" class="button quiet" aria-disabled=${String(!mayCorrect())} @click=${startCorrecting}>
            ${words.say("Correct the line")}
          </button>`}
    </form>`;
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === "ArrowUp" && !field().value) startCorrecting();
    else if (event.key === "Escape" && correctedLine !== null) stopCorrecting();
    else return;
    event.preventDefault();
  }

  function startCorrecting() {
    if (!mayCorrect()) return;
    correctedLine = lane().id;
    field().value = lane().text;
    redraw();
    field().focus();
  }

  function stopCorrecting() {
    correctedLine = null;
    field().value = "";
    redraw();
    field().focus();
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const lines = linesOf(field().value);
    if (!lectern.isReady || lines.length === 0) return;
    field().value = "";
    const line = correctedLine;
    correctedLine = null;
    redraw();
    if (line !== null) void send("caption.correct", { line, text: lines.shift() });
    for (const text of lines) void send("caption.say", { text });
  }

  /** Sends a line. A refused line returns to the field, unless the next line is being typed already. */
  async function send(command: string, fields: Record<string, any>) {
    const answer = await room.send(command, fields);
    lectern.note("caption", answer);
    if (!answer.ok && !field().value) field().value = fields.text;
  }

  const earlyText = field()?.value ?? "";
  return drawInto(element, template, (draw) => {
    redraw = draw;
    // Keep what was typed before the script had loaded.
    field().value = earlyText;
    return together(every(5000), lectern.onChange)(draw);
  });
}
