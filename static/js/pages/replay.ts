/** Starts the replay of a session. The page works without scripts; this one puts the player before its content. */

import { pageWords, tameMenus } from "../kit/dom.ts";
import { fetchJson } from "../kit/fetching.ts";
import { fill } from "../kit/fill.ts";
import { shelf } from "../kit/storage.ts";
import { keepPlace } from "../results/replay/place.ts";
import { mountPlayer } from "../results/replay/player.ts";
import { countStudy } from "../results/replay/study.ts";

const element = document.getElementById("player") as HTMLElement;
const list = document.getElementById("list") as HTMLDetailsElement;
const words = pageWords();

tameMenus();
void begin();

async function begin() {
  try {
    const address = new URL(element.dataset.script ?? "", location.href);
    const script = await fetchJson(address.href);
    element.textContent = "";
    const fetchCues = (language: string) => fetchJson(new URL(`captions.${language}.json`, address).href);
    const soundOf = (channel: string) => new URL(`voice.${channel}.webm`, address).href;
    const clock = mountPlayer(element, script, words, fetchCues, soundOf);
    list.open = false;
    keepPlace(clock, shelf("sessionStorage"), `replay.${location.pathname}`);
    countStudy(element, script, clock);
  } catch {
    offerAgain();
  }
}

function offerAgain() {
  const notice = document.createElement("p");
  notice.className = "notice warn";
  notice.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.className = "button quiet";
  button.type = "button";
  button.textContent = words.say("Try again");
  button.addEventListener("click", () => void begin());
  notice.append(words.say("The player cannot be loaded now. Everything is in the list below."), " ", button);
  fill(element, notice);
}
