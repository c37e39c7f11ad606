/** Watching a session again. The page is complete without this, which puts the player before it. */

import { pageWords, tameMenus } from "../lib/dom.ts";
import { fetchJson } from "../lib/fetching.ts";
import { fill } from "../lib/fill.ts";
import { shelf } from "../lib/storage.ts";
import { figures } from "../polls/figures.ts";
import { addFigures } from "../polls/kinds.ts";
import { keepPlace } from "../replay/place.ts";
import { mountPlayer } from "../replay/player.ts";
import { countStudy } from "../replay/study.ts";

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
  again.textContent = words.say("replay.again");
  again.addEventListener("click", () => void begin());
  told.append(words.say("replay.failed"), " ", again);
  fill(element, told);
}
