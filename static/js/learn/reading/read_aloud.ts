/**
 * Reads a slide aloud with a voice of the browser. The button is there only if the browser has a voice for the
 * language of the slide: many have none for Kazakh or Dari.
 */

import type { Words } from "../../kit/words.ts";
import { passagesOf } from "./passages.ts";

// Browsers know Dari as Persian.
const SPOKEN: Record<string, string> = { prs: "fa" };

/** Returns what puts the button after the slide that the page shows, in place of that of an earlier slide. */
export function createReader(page: Element) {
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  const button = document.createElement("button");
  let isReading = false;
  let words: Words;

  button.type = "button";
  button.className = "button quiet";
  // Each slide loads the styles of the page: this is needed by few.
  button.style.justifySelf = "start";
  button.addEventListener("click", () => (isReading ? stop() : start()));
  // The browser loads its voices late, some only once they are asked for.
  speech?.addEventListener?.("voiceschanged", show);
  addEventListener("pagehide", stop);

  return {
    offer(newWords: Words) {
      words = newWords;
      stop();
      page.querySelector(".slide")?.after(button);
      show();
    },
    stop,
  };

  function show() {
    const language = passagesOf(page)[0]?.language ?? "";
    button.hidden = !speech || !voiceFor(speech, language);
    button.textContent = isReading ? words.say("Stop reading") : words.say("Read aloud");
  }

  function start() {
    const passages = passagesOf(page);
    const own = passages[0]?.language ?? "";
    if (!speech) return;
    speech.cancel();
    passages.forEach(({ text, language }, place) => {
      const voice = voiceFor(speech, language) ?? voiceFor(speech, own);
      const utterance = new SpeechSynthesisUtterance(text);
      if (voice) utterance.voice = voice;
      utterance.lang = voice?.lang ?? language;
      // Whoever listens touches nothing, and their time counts: see `timer.ts` and `watch.ts`.
      utterance.onstart = () => dispatchEvent(new Event("scroll"));
      if (place === passages.length - 1) utterance.onend = stop;
      speech.speak(utterance);
    });
    isReading = true;
    show();
  }

  function stop() {
    if (!isReading) return;
    isReading = false;
    speech?.cancel();
    show();
  }
}

/** Returns a voice for the language, at best one that needs no network. */
function voiceFor(speech: SpeechSynthesis, language: string) {
  const code = SPOKEN[language] ?? language;
  const voices = speech.getVoices().filter(({ lang }) => lang.split(/[-_]/)[0]?.toLowerCase() === code);
  return voices.find((voice) => voice.localService) ?? (navigator.onLine ? voices[0] : undefined);
}
