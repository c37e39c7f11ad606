/** Draws the hosts' line about the recording: whether it runs, why it does not, and the button to pause it. */

import { html, nothing } from "lit-html";

import { drawInto } from "../../kit/view.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { RecordingView } from "../../room/engine/wire.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { RECORDED, warningOf } from "./state.ts";

const PAUSE = "recording.pause";
const RESUME = "recording.resume";
const STOPPED: Partial<Record<RecordingView["state"], Msg>> = {
  paused: msg("The recording is paused"),
  full: msg("The recording has stopped: too little space is left on the server. The session goes on."),
  failed: msg("The recording has stopped: the sound could not be stored. The session goes on."),
};

export function mountRecordingBar(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;

  function template() {
    const { recording, room: { state } } = room.state;
    const warning = warningOf(room.state);
    const stopped = state === "live" && recording ? STOPPED[recording.state] : null;
    const text = warning ?? stopped;
    element.hidden = !text;
    if (!text) return nothing;
    const isOn = warning === RECORDED;
    return html`<p class="link-words recording" role="status" data-on=${String(isOn)} data-failed=${String(!warning && recording?.state !== "paused")}><span class="link-sign" aria-hidden="true"></span><span>${words.say(text)}</span></p>
      ${isOn ? commandButton(lectern, { name: PAUSE, command: PAUSE, fields: {}, label: words.say("Pause the recording"), look: "quiet" }) : nothing}
      ${stopped ? commandButton(lectern, { name: RESUME, command: RESUME, fields: {}, label: words.say("Record again"), look: "quiet" }) : nothing}
      ${refusalLine(lectern.refusalOf(PAUSE) || lectern.refusalOf(RESUME))}`;
  }

  return drawInto(element, template, lectern.onChange);
}
