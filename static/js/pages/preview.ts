// @ts-check
/** The preview of a folder or of one module: puts its parts together. */

import { pageWords, tameMenus } from "../lib/dom.js";
import { fill } from "../lib/fill.js";
import { createChecks } from "../preview/checks.js";
import { createFrames } from "../preview/frames.js";
import { keepClearOf, moveByKey } from "../preview/moves.js";
import { followNews } from "../preview/news.js";
import { createSettings } from "../preview/settings.js";

// Below this a text on the stage cannot be read from the last row.
const SMALLEST = 0.7;

const words = pageWords();
const tools = /** @type {HTMLFormElement | null} */ (document.getElementById("tools"));
/** @type {Map<string, string[]>} */
const seen = new Map();
/** @type {Map<string, number>} */
const sizes = new Map();

const refresh = tools ? showModule(tools) : () => {};
document.body.dataset.runs = "";
tameMenus();
followNews(showLink, refresh);

/** @param {HTMLFormElement} form @returns {(stamp: string) => void} */
function showModule(form) {
  const settings = createSettings(form, () => frames.show());
  const chosen = () => /** @type {import("../preview/frames.js").Chosen} */ (/** @type {unknown} */ (settings.read()));
  const frames = createFrames(chosen, moveByKey, (place, size) => {
    sizes.set(place, size);
    say(place);
  });
  const checks = createChecks(words, (language, found) => {
    for (const place of seen.keys()) if (place.endsWith(` ${language}`)) seen.delete(place);
    for (const [place, sentences] of found) seen.set(place, sentences);
    for (const list of lists()) say(list.dataset.found ?? "");
    document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const fresh = (/** @type {string} */ stamp) => {
    settings.apply();
    frames.show();
    // What the author waits for comes first.
    clearTimeout(waiting);
    waiting = setTimeout(() => checks.run(stamp), 400);
  };
  keepClearOf(form);
  document.addEventListener("keydown", moveByKey);
  fresh(document.body.dataset.stamp ?? "");
  return fresh;
}

function lists() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-found]")]);
}

/** What was seen in the browser of a slide in a language. @param {string} place */
function say(place) {
  const size = sizes.get(place) ?? 1;
  const small = size < SMALLEST ? [words.say("small", { percent: words.percent(Math.round(size * 100)) })] : [];
  const items = [...(seen.get(place) ?? []), ...small].map((sentence) => {
    const item = document.createElement("li");
    item.className = "notice warn";
    item.textContent = sentence;
    return item;
  });
  const list = lists().find(({ dataset }) => dataset.found === place);
  if (list) fill(list, ...items);
}

/** @param {"live" | "lost"} state */
function showLink(state) {
  const link = document.getElementById("link");
  if (!link) return;
  link.textContent = words.say(state);
  link.dataset.state = state;
}
