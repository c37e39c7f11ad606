/** Makes players of the narration's tracks on a page. */

import { render } from "lit-html";
import { createWords, type Words } from "../../kit/words.ts";
import { createTrack, type Track } from "./track.ts";
import { trackView } from "./track_view.ts";

/** Mounts every section that has no player yet: a question shows its own once it is answered. */
export function mountNarrations() {
  const sections = document.querySelectorAll<HTMLElement>("[data-narration]");
  for (const section of sections) {
    const table = JSON.parse(section.dataset.words ?? "{}");
    delete section.dataset.narration;
    mount(section, createWords(table, document.documentElement.lang));
  }
}

function mount(section: HTMLElement, words: Words) {
  const tracks: Track[] = [];
  const elements = section.querySelectorAll<HTMLElement>(".narration-track");
  for (const element of elements) {
    const name = element.querySelector(".narration-name")?.textContent?.trim() ?? "";
    element.querySelector("noscript")?.remove();
    const place = document.createElement("div");
    place.className = "narration-player";
    element.append(place);
    const passages = JSON.parse(element.dataset.passages ?? "[]");
    const track: Track = createTrack(new Audio(), element.dataset.url ?? "", passages, draw);
    tracks.push(track);
    // The original and its interpretation at once would be a muddle.
    track.audio.addEventListener("play", () => {
      for (const other of tracks) if (other !== track && other.isPlaying) other.stop();
    });
    draw();

    function draw() {
      render(trackView(track, name, words), place);
    }
  }
}
