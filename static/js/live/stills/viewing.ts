/**
 * Shows a participant the speaker's picture beside the voice, and a host's screen in place of the slide; and both
 * to an interpreter. It uses no lit-html, of which the participant's bundle would bring a second copy.
 */

import { announce, keepFocus, setText } from "../../kit/dom.ts";
import { scrollUpTo } from "../../kit/scrolling.ts";
import { shelf } from "../../kit/storage.ts";
import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { createFreshness } from "./freshness.ts";
import { isGoodEnough } from "./link.ts";
import { createLoader, decode, isOf } from "./loader.ts";
import { addressOf, stillOf } from "./shown.ts";

const KEY = "webinar.still_off";

export function mountStills(room: Room, words: Words, screen: Screen) {
  mountSpeaker(room, words, document.querySelector(".dock .voice") as HTMLElement);
  mountScreen(room, words, document.querySelector('[data-mount="slides/slide"]') as HTMLElement, screen);
}

/**
 * Draws the speaker before the line of the voice, and like it, with a button that hides the picture until it is
 * pressed again.
 */
export function mountSpeaker(room: Room, words: Words, voice: HTMLElement) {
  const element = make("aside", voice.className);
  const frame = make("span");
  const name = make("p", "voice-who");
  const button = make("button", "button plain");
  button.type = "button";
  element.append(frame, name, button);
  const storage = shelf("localStorage");
  const loader = createLoader(draw, decode);
  const isFresh = createFreshness(draw);
  const isOff = () => storage.getItem(KEY) !== null;

  function draw() {
    const still = stillOf(room.state, "speaker");
    const { saveData, effectiveType } = (navigator as any).connection ?? {};
    const isGood = isGoodEnough({ savesData: saveData, kind: effectiveType, sound: voice.dataset.sound });
    const isThere = isFresh(still?.key ?? null) && still !== null && isGood;
    const image = loader.show(isThere && !isOff() ? addressOf(still) : null);
    keepFocus(element, () => (element.hidden = !isThere || !(image || isOff())));
    if (image) [image.alt, image.width, image.height] = ["", 80, 45];
    put(frame, image);
    if (still) setText(name, words.say("Picture of {name}", { name: isolated(still.name) }));
    setText(button, words.say(isOff() ? "Show" : "Hide"));
    button.setAttribute("aria-expanded", String(!isOff()));
  }

  button.addEventListener("click", () => {
    if (isOff()) storage.removeItem(KEY);
    else storage.setItem(KEY, "1");
    draw();
  });
  voice.before(element);
  room.subscribe(draw);
  draw();
}

/**
 * Draws the screen of a host before the slide that everybody sees. With `screen`, it takes the place of the slide,
 * which participants who look back keep.
 */
export function mountScreen(room: Room, words: Words, slide: HTMLElement, screen?: Screen) {
  const element = make("figure", "prose stills-screen");
  const frame = make("div");
  const caption = make("figcaption", "quietly");
  element.append(frame, caption);
  const loader = createLoader(draw, decode);
  let saidKey = "";

  function draw() {
    const still = screen?.isBehind ? null : stillOf(room.state, "screen");
    const image = loader.show(still && addressOf(still));
    element.hidden = !image;
    if (screen) keepFocus(slide, () => (slide.hidden = image !== null));
    put(frame, image);
    if (!still || !image || !isOf(image, addressOf(still))) return;
    const label = words.say("{name} shows this picture", { name: isolated(still.name) });
    setText(caption, label);
    image.alt = still.text ?? label;
    image.lang = still.language ?? words.language;
    if (saidKey === still.key) return;
    saidKey = still.key;
    announce(`${label}. ${still.text ?? ""}`);
    if (screen) scrollUpTo(element);
  }

  slide.before(element);
  (screen ?? room).subscribe(draw);
  draw();
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, look = ""): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = look;
  return element;
}

function put(frame: HTMLElement, image: HTMLImageElement | null) {
  if (frame.firstChild === image) return;
  frame.textContent = "";
  if (image) frame.append(image);
}
