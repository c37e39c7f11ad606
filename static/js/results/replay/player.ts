/** Plays the session on its clock, with its controls and what the session showed at each moment. */

import { html, nothing, render } from "lit-html";
import { announce } from "../../kit/dom.ts";
import { shelf } from "../../kit/storage.ts";
import { msg, type Words } from "../../kit/words.ts";
import { createCaptions } from "./captions.ts";
import { captionChoice, captionLine, drawFollowing, transcript } from "./captions_view.ts";
import { createClock, type Clock } from "./clock.ts";
import { controls, press, timeTextOf } from "./controls.ts";
import type { Cue } from "./cues.ts";
import { questionsAndSteps, scenery } from "./scene_view.ts";
import { announcementOf } from "./announcements.ts";
import { createChoice } from "./sound/choice.ts";
import { createSound } from "./sound/sound.ts";
import { soundChoice } from "./sound/sound_view.ts";
import { sceneCount, stateAfter, type Script } from "./state.ts";

const KEYS = msg(
  "Keys in the player: space plays and pauses, the arrows go ten seconds, the page keys go by chapters, comma and full stop change the speed.",
);

const BEAT_MS = 250;

/**
 * @param fetchCues fetches the captions in one language
 * @param soundOf returns the address of a channel's recording
 */
export function mountPlayer(
  element: HTMLElement,
  script: Script,
  words: Words,
  fetchCues: (language: string) => Promise<Cue[]>,
  soundOf: (channel: string) => string,
): Clock {
  const clock = createClock({ length: script.length, pauses: script.pauses });
  let state = stateAfter(script, sceneCount(script, 0));
  let timer = 0;
  const captions = script.captions.length
    ? createCaptions({
        languages: script.captions,
        viewerLanguage: script.language,
        fetchCues,
        storage: shelf("localStorage"),
        redraw: () => draw(),
      })
    : null;
  const sound = script.sound.length
    ? createSound(new Audio(), clock, createChoice(script.sound, script.language, shelf("localStorage")), soundOf, () => draw())
    : null;

  function draw() {
    const count = sceneCount(script, clock.time);
    if (count !== state.scenes) state = stateAfter(script, count);
    drawFollowing(element, () => render(template(), element));
  }

  function template() {
    return html`${controls(script, clock, words)}
      ${sound ? soundChoice(sound, clock.held, words) : nothing}
      ${captions ? captionChoice(captions, words) : nothing}
      <div class="replay-view">
        <div class="replay-scene">${scenery(script, state, words)}</div>
        ${captions ? captionLine(captions, clock.time) : nothing}
      </div>
      ${captions ? transcript(captions, clock, words, timeTextOf(script, words)) : nothing}
      <div class="replay-beside">${questionsAndSteps(script, state, words)}</div>
      <p class="small quietly replay-keys">${words.say(KEYS)}</p>`;
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

  let isOver = false;
  clock.subscribe(({ playing, moved, time }) => {
    const scenesBefore = state.scenes;
    if (playing && !timer) timer = window.setInterval(clock.tick, BEAT_MS);
    if (!playing) {
      window.clearInterval(timer);
      timer = 0;
    }
    if (moved || (playing && sceneCount(script, time) > scenesBefore)) speak(scenesBefore, moved);
    draw();
    const wasOver = isOver;
    isOver = time >= script.length;
    if (isOver && !wasOver) announce(words.say("The session has ended"));
  });
  element.addEventListener("keydown", (event) => press(event, script, clock));
  draw();
  return clock;
}
