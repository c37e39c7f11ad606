/** Draws the presenters' buttons for pictures: their own, that of their screen, and those in files. */

import { html, nothing } from "lit-html";

import { announce } from "../../kit/dom.ts";
import { importLate } from "../../kit/late_module.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { StillKind } from "../../room/engine/wire.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import type { Camera, CameraState } from "./camera.ts";
import type { PictureFault } from "./faults.ts";
import { onPictureHanded } from "./handed.ts";
import { addressOf, stillOf } from "./shown.ts";

const STATES: Partial<Record<CameraState, Msg>> = {
  starting: msg("Allow this page to use the camera"),
  on: msg("Your picture is shown"),
  waiting: msg("Your picture could not be sent. It is tried again."),
  insecure: msg("Browsers give the camera only to pages with https"),
  unsupported: msg("This browser cannot send pictures. Use a newer Chrome, Edge or Firefox."),
  refused: msg("The camera was not allowed. Allow it in the browser's settings for this page."),
  missing: msg("There is no camera"),
  busy: msg("The camera is used by another program"),
  unplugged: msg("The camera was unplugged"),
  large: msg("The picture is too large"),
  failed: msg("The camera stopped working. Try again."),
};
const SCREEN_FAULTS: Record<PictureFault, Msg> = {
  insecure: msg("Browsers give a picture of the screen only to pages with https"),
  unsupported: msg("This browser cannot send pictures. Use a newer Chrome, Edge or Firefox."),
  refused: msg("No screen was chosen, or the browser does not allow it"),
  missing: msg("No screen was found"),
  busy: msg("The system does not give a picture of this screen"),
  unplugged: msg("No screen was found"),
  large: msg("The picture is too large"),
  unreadable: msg("This file is not a picture that the browser can read. Use JPEG, PNG or WebP."),
  failed: msg("No picture could be taken. Try again."),
};
type Loaded = typeof import("../../pages/camera.ts");

const NOT_LOADED = msg("The camera could not be loaded. Try again.");

export function mountStillsBar(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const dialog = document.getElementById("screen-dialog") as HTMLDialogElement;
  const form = dialog.querySelector("form") as HTMLFormElement;
  let camera: Camera | null = null;
  let text: Msg | "" = "";
  let said = "";
  let isLoading = false;
  let redraw = () => {};

  const isOn = () => camera !== null && ["starting", "on", "waiting"].includes(camera.state);

  async function load(): Promise<Loaded | null> {
    if (isLoading) return null;
    isLoading = true;
    say("");
    try {
      return await importLate(document.body.dataset.camera);
    } catch {
      say(NOT_LOADED);
      return null;
    } finally {
      isLoading = false;
      redraw();
    }
  }

  function say(next: Msg | "") {
    text = next;
    redraw();
  }

  async function showMe() {
    const loaded = await load();
    if (!loaded) return;
    const turn = loaded.newTurn();
    void camera?.stop();
    camera = loaded.createCamera({
      send: (picture, begins) => loaded.upload(form, "speaker", picture, { turn, ...(begins ? { begins: "1" } : {}) }),
      onChange: redraw,
    });
    void camera.start();
  }

  async function hideMe() {
    // A picture that is under way would be shown after it was taken away.
    await camera?.stop();
    await lectern.act("still.remove speaker", "still.remove", { kind: "speaker" });
  }

  /** @param take makes the picture; @param again is what another picture needs */
  async function show(take: (loaded: Loaded) => Promise<Blob | PictureFault>, again: () => void) {
    const loaded = await load();
    if (!loaded) return;
    const picture = await take(loaded);
    if (typeof picture === "string") return say(SCREEN_FAULTS[picture]);
    const sending = words.say("Sending…");
    await loaded.preview(picture, { dialog, refusalOf: words.refusal, sending, again, onShown: redraw });
  }

  function showScreen() {
    void show(({ takeScreen }) => takeScreen(), showScreen);
  }

  function showFile(file: File) {
    if (!element.hidden && lectern.isReady && !dialog.open) void show(({ takeFile }) => takeFile(file), chooseFile);
  }

  function chooseFile() {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
    input.addEventListener("change", () => input.files?.[0] && showFile(input.files[0]));
    input.click();
  }

  /** Says it, and opens the menu in which it stands: the presenter may look elsewhere. */
  function tell(sentence: string) {
    announce(sentence);
    element.closest("details")?.setAttribute("open", "");
  }

  function follow() {
    const isLive = room.state.room.state === "live";
    element.hidden = !isLive;
    if (!isLive && isOn()) void camera?.stop();
    camera?.look();
  }

  function stateText(): string {
    if (text) return words.say(text);
    if (isLoading) return words.say("Loading…");
    if (camera?.state === "lost") return words.refusal(camera.refusal);
    const state = STATES[camera?.state ?? "off"];
    return state ? words.say(state) : "";
  }

  const press = (label: string, look: string, act: () => void) =>
    html`<button type="button" class="button ${look}" aria-disabled=${String(!lectern.isReady || isLoading)} @click=${() => lectern.isReady && !isLoading && act()}>${label}</button>`;

  /** Whose picture of this kind everybody sees, and the button that takes it away. */
  function shown(kind: StillKind, name: string, label: string) {
    const still = stillOf(room.state, kind);
    if (!still || (kind === "speaker" && isOn() && still.by === room.state.me.member)) return nothing;
    const isMine = still.by === room.state.me.member;
    return html`<span class="stills-shown"><img src=${addressOf(still)} alt=${name} width="64" height="36">${isMine ? nothing : html`<span>${name}</span>`}</span>
      ${commandButton(lectern, { name: `still.remove ${kind}`, command: "still.remove", fields: { kind }, label, look: "quiet" })}`;
  }

  function nameIn(kind: StillKind) {
    return { name: isolated(stillOf(room.state, kind)?.name ?? "") };
  }

  function template() {
    follow();
    const own = stillOf(room.state, "speaker");
    const isMine = isOn() && own?.by === room.state.me.member;
    const sentence = stateText();
    if (sentence !== said && sentence) tell(sentence);
    said = sentence;
    return html`${isMine && own ? html`<img src=${addressOf(own)} alt="" width="64" height="36">` : nothing}
      ${isOn() ? press(words.say("Stop showing my picture"), "stop", () => void hideMe()) : press(words.say("Show my picture"), "quiet", () => void showMe())}
      ${press(words.say("Show my screen now"), "quiet", showScreen)}
      ${press(words.say("Show a picture"), "quiet", chooseFile)}
      <p class="voice-state">${sentence}</p>
      ${shown("speaker", words.say("Picture of {name}", nameIn("speaker")), words.say("Take the picture away"))}
      ${shown("screen", words.say("{name} shows this picture", nameIn("screen")), words.say("Take the shown picture away"))}
      ${refusalLine(lectern.refusalOf("still.remove speaker") || lectern.refusalOf("still.remove screen"))}`;
  }

  onPictureHanded(showFile);
  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}
