// @ts-check
/** The player: the session on its clock, its controls, and what is seen at each moment. */

import { html, render } from "lit-html";
import { announce } from "../lib/dom.js";
import { createClock } from "./clock.js";
import { controls, press } from "./controls.js";
import { beside, scenery } from "./draw.js";
import { saidOf } from "./said.js";
import { captionsAt, sceneCount, stateAfter } from "./state.js";

/** @typedef {import("./state.js").Script} Script */
/** @typedef {import("../lib/words.js").Words} Words */

const BEAT = 250;

/**
 * @param {HTMLElement} element
 * @param {Script} script
 * @param {Words} words
 * @returns {import("./clock.js").Clock}
 */
export function mountPlayer(element, script, words) {
  const clock = createClock({ length: script.length, pauses: script.pauses });
  let state = stateAfter(script, sceneCount(script, 0));
  let timer = 0;

  function draw() {
    const count = sceneCount(script, clock.time);
    if (count !== state.scenes) state = stateAfter(script, count);
    render(
      html`${controls(script, clock, words)}
        <div class="replay-view">
          <div class="replay-scene">${scenery(script, state, words)}</div>
          ${captions()}
        </div>
        <div class="replay-beside">${beside(script, state, words)}</div>
        <p class="small quietly replay-keys">${words.say("replay.keys")}</p>`,
      element,
    );
  }

  function captions() {
    const lines = captionsAt(script, clock.time);
    return html`<div class="replay-captions">${lines.map(([, text]) => html`<p dir="auto">${text}</p>`)}</div>`;
  }

  /** @param {number} before how many scenes had been @param {boolean} moved by a jump */
  function speak(before, moved) {
    const count = sceneCount(script, clock.time);
    const last = script.scenes.slice(moved ? Math.max(0, count - 1) : before, count);
    // At four times the speed several come at once: the last of them is where one is.
    const said = last.map((scene) => saidOf(script, scene, words)).filter(Boolean).pop();
    if (said) announce(said);
  }

  clock.subscribe(({ playing, moved, time }) => {
    const before = state.scenes;
    if (playing && !timer) timer = window.setInterval(clock.tick, BEAT);
    if (!playing) {
      window.clearInterval(timer);
      timer = 0;
    }
    if (moved || (playing && sceneCount(script, time) > before)) speak(before, moved);
    draw();
    if (time >= script.length && before !== state.scenes) announce(words.say("replay.end"));
  });
  element.addEventListener("keydown", (event) => press(event, script, clock));
  draw();
  return clock;
}
