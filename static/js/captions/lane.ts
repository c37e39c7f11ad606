// @ts-check
/** The lane of one language at the interpreter's desk: who types, the last lines, and typing. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.js";
import { createAbsence } from "../floor/floor.js";
import { announce } from "../lib/dom.js";
import { every, together } from "../lib/subscribing.js";
import { isolated } from "../lib/texts.js";
import { drawInto } from "../lib/view.js";
import { linesOf } from "./lines.js";

/** @typedef {import("../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").LaneView} LaneView */

const CONTROL = "lane";
/** @type {LaneView} */
const EMPTY = { holder: null, offered: false, id: 0, text: "", before: "" };

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {string} language into which this member interprets
 */
export function mountLane(element, lectern, language) {
  const { room, words } = lectern;
  const absence = createAbsence(lectern.now);
  /** The line that is being put right. @type {number | null} */
  let correcting = null;
  let said = "";
  /** @type {() => void} */
  let redraw = () => {};

  const lane = () => room.state.lanes?.[language] ?? EMPTY;
  const isMine = () => lane().holder === room.state.me.member;
  const holder = () => room.state.people?.members.find((person) => person.member === lane().holder) ?? null;
  const field = () => /** @type {HTMLInputElement} */ (element.querySelector("#line"));

  function template() {
    const { before, text, id } = lane();
    const state = stateWords();
    if (said && said !== state) announce(state);
    said = state;
    return html`<div class="lane-state">
        <p class="floor-who" data-mine=${String(isMine())}><span aria-hidden="true" class="floor-sign"></span><span>${words.nameOf(language)}: ${state}</span></p>
        ${buttons()}
      </div>
      <div class="lane-lines" lang=${language} dir="auto" data-part="lines">
        ${id ? [html`<p dir="auto">${before}</p>`, html`<p dir="auto">${text}</p>`] : html`<p class="quietly" lang=${words.language}>${words.say("lane.none")}</p>`}
      </div>
      ${form()}
      ${refusalLine(lectern.refusalOf("caption") || lectern.refusalOf(CONTROL))}`;
  }

  const isLive = () => room.state.room.state === "live";

  function stateWords() {
    const name = isolated(holder()?.name ?? "");
    if (correcting !== null) return words.say("lane.correcting");
    if (room.state.room.state === "planned") return words.say("lane.waiting");
    if (isMine()) return words.say(lane().offered ? "lane.asked" : "lane.mine");
    if (!holder()) return words.say("lane.free");
    if (lectern.twice.isAsked(CONTROL)) return words.say("lane.take_again", { name });
    if (lane().offered) return words.say("lane.asks", { name });
    return words.say(absence.isLong(holder()) ? "lane.away" : "lane.theirs", { name });
  }

  function buttons() {
    if (room.state.room.state === "ended") return nothing;
    return html`${slower()}${turns()}`;
  }

  /** Asks whoever speaks to slow down, where there is a way to. */
  function slower() {
    const label = words.say("lane.slower");
    return commandButton(lectern, { name: "pace", command: "pace.ask", fields: {}, label, look: "quiet" });
  }

  function turns() {
    if (isMine()) {
      const offered = !lane().offered;
      const label = words.say(offered ? "lane.offer" : "lane.withdraw");
      return commandButton(lectern, { name: CONTROL, command: "lane.offer", fields: { offered }, label, look: "quiet" });
    }
    if (!holder()) return nothing;
    return html`<button type="button" class="button ${lane().offered ? "" : "quiet"}" aria-disabled=${String(!lectern.isReady)} @click=${take}>
      ${words.say("lane.take")}
    </button>`;
  }

  function take() {
    if (!lane().offered && !absence.isLong(holder()) && !lectern.twice.press(CONTROL)) return;
    void lectern.act(CONTROL, "lane.take", { holder: lane().holder });
  }

  function form() {
    const mayType = isLive() && (isMine() || !holder());
    const off = String(!lectern.isReady || !mayType);
    const isCorrecting = correcting !== null;
    return html`<form class="lane-form" novalidate @submit=${submit}>
      <input id="line" class="input" name="text" lang=${language} dir="auto" autocomplete="off" autocapitalize="sentences"
        aria-label=${words.say("lane.line")} ?disabled=${!mayType} @keydown=${onKey} />
      <button class="button" aria-disabled=${off}>${words.say(isCorrecting ? "lane.save" : "lane.send")}</button>
      ${isCorrecting
        ? html`<button type="button" class="button quiet" @click=${stopCorrecting}>${words.say("cancel")}</button>`
        : html`<button type="button" class="button quiet" aria-disabled=${String(!isMine() || !lane().id)} @click=${startCorrecting}>
            ${words.say("lane.correct")}
          </button>`}
    </form>`;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "ArrowUp" && !field().value) startCorrecting();
    else if (event.key === "Escape" && correcting !== null) stopCorrecting();
    else return;
    event.preventDefault();
  }

  function startCorrecting() {
    if (!isMine() || !lane().id) return;
    correcting = lane().id;
    field().value = lane().text;
    redraw();
    field().focus();
  }

  function stopCorrecting() {
    correcting = null;
    field().value = "";
    redraw();
    field().focus();
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const lines = linesOf(field().value);
    if (!lectern.isReady || lines.length === 0) return;
    field().value = "";
    const line = correcting;
    correcting = null;
    redraw();
    if (line !== null) void send("caption.correct", { line, text: lines.shift() });
    for (const text of lines) void send("caption.say", { text });
  }

  /** What was not taken comes back into the field, unless the next line is being typed already. @param {string} command @param {Record<string, any>} fields */
  async function send(command, fields) {
    const answer = await room.send(command, fields);
    lectern.note("caption", answer);
    if (!answer.ok && !field().value) field().value = fields.text;
  }

  const typed = field()?.value ?? "";
  return drawInto(element, template, (draw) => {
    redraw = draw;
    // What was typed before the script was there goes on.
    field().value = typed;
    return together(every(5000), lectern.onChange)(draw);
  });
}
