/** Plays the session on its clock, with its controls and what the session showed at each moment. */

import { html, render } from "lit-html";
import { announce } from "../../kit/dom.ts";
import { msg, type Words } from "../../kit/words.ts";
import { createClock, type Clock } from "./clock.ts";
import { controls, press } from "./controls.ts";
import { questionsAndSteps, scenery } from "./scene_view.ts";
import { announcementOf } from "./announcements.ts";
import { captionsAt, sceneCount, stateAfter, type Script } from "./state.ts";

const KEYS = msg(
  "Keys in the player: space plays and pauses, the arrows go ten seconds, the page keys go by chapters, comma and full stop change the speed.",
);

const BEAT_MS = 250;

export function mountPlayer(element: HTMLElement, script: Script, words: Words): Clock {
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
        <div class="replay-beside">${questionsAndSteps(script, state, words)}</div>
        <p class="small quietly replay-keys">${words.say(KEYS)}</p>`,
      element,
    );
  }

  function captions() {
    const lines = captionsAt(script, clock.time);
    return html`<div class="replay-captions">${lines.map(([, text]) => html`<p dir="auto">${text}</p>`)}</div>`;
  }

  /**
   * @param scenesBefore the number of earlier scenes
   * @param moved whether the time jumped
   */
  function speak(scenesBefore: number, moved: boolean) {
    const count = sceneCount(script, clock.time);
    const newScenes = script.scenes.slice(moved ? Math.max(0, count - 1) : scenesBefore, count);
    // At four times the speed several scenes come at once: say only the last.
    const announcement = newScenes.map((scene) => announcementOf(script, scene, words)).filter(Boolean).pop();
    if (announcement) announce(announcement);
  }

  clock.subscribe(({ playing, moved, time }) => {
    const scenesBefore = state.scenes;
    if (playing && !timer) timer = window.setInterval(clock.tick, BEAT_MS);
    if (!playing) {
      window.clearInterval(timer);
      timer = 0;
    }
    if (moved || (playing && sceneCount(script, time) > scenesBefore)) speak(scenesBefore, moved);
    draw();
    if (time >= script.length && scenesBefore !== state.scenes) announce(words.say("The session has ended"));
  });
  element.addEventListener("keydown", (event) => press(event, script, clock));
  draw();
  return clock;
}
