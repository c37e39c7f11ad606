// @ts-check
/** Watching a session again. The page is complete without this, which puts the player before it. */

import { pageWords, tameMenus } from "../lib/dom.js";
import { fetchJson } from "../lib/fetching.js";
import { fill } from "../lib/fill.js";
import { shelf } from "../lib/storage.js";
import { figures } from "../polls/figures.js";
import { addFigures } from "../polls/kinds.js";
import { keepPlace } from "../replay/place.js";
import { mountPlayer } from "../replay/player.js";
import { countStudy } from "../replay/study.js";

const element = /** @type {HTMLElement} */ (document.getElementById("player"));
const list = /** @type {HTMLDetailsElement} */ (document.getElementById("list"));
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
