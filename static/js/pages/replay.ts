/** Replays a session. The page works without scripts; this one puts the player before its content. */

import { pageWords, tameMenus } from "../kit/dom.ts";
import { fetchJson } from "../kit/fetching.ts";
import { fill } from "../kit/fill.ts";
import { shelf } from "../kit/storage.ts";
import { figures } from "../live/polls/figures.ts";
import { addFigures } from "../live/polls/kinds.ts";
import { keepPlace } from "../results/replay/place.ts";
import { mountPlayer } from "../results/replay/player.ts";
import { countStudy } from "../results/replay/study.ts";

const element = document.getElementById("player") as HTMLElement;
const list = document.getElementById("list") as HTMLDetailsElement;
const words = pageWords();

tameMenus();
addFigures(figures);
void begin();

async function begin() {
  try {
    const script = await fetchJson(element.dataset.script ?? "");
    element.textContent = "";
    const clock = mountPlayer(element, script, words);
    list.open = false;
    keepPlace(clock, shelf("sessionStorage"), `replay.${location.pathname}`);
    countStudy(element, script, clock);
  } catch {
    offerAgain();
  }
}

function offerAgain() {
  const told = document.createElement("p");
  told.className = "notice warn";
  told.setAttribute("role", "alert");
  const again = document.createElement("button");
  again.className = "button quiet";
  again.type = "button";
  again.textContent = words.say("Try again");
  again.addEventListener("click", () => void begin());
  told.append(words.say("The player cannot be loaded now. Everything is in the list below."), " ", again);
  fill(element, told);
}
