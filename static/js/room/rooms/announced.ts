/** Says in the announcement of a session when it begins by this device's clock, and how long it is until then. */

import { setText } from "../../kit/dom.ts";
import { createWords } from "../../kit/words.ts";
import { tellOwnTimes } from "./own_time.ts";
import { wordsUntil } from "./until.ts";

const TICK_MS = 10_000;

/** Keeps the announcement of the page current, if there is one with a time. */
export function tellAnnounced() {
  const announced = document.querySelector(".announced[data-words]") as HTMLElement | null;
  const line = announced?.querySelector("[data-until]");
  if (!announced || !line) return;
  tellOwnTimes();
  const words = createWords({ texts: JSON.parse(announced.dataset.words ?? "{}") }, document.documentElement.lang);
  const beginsMs = Date.parse(announced.querySelector("time")?.getAttribute("datetime") ?? "");

  function tell() {
    const { text, n, isSoon } = wordsUntil(beginsMs - Date.now());
    setText(line, words.say(text, { n }));
    line?.toggleAttribute("data-soon", isSoon);
  }

  tell();
  setInterval(tell, TICK_MS);
}
